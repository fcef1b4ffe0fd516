// What went wrong, in a clear word for each code that a page can meet, in English and German.

/** What happened, and what to do about it. */
interface Words {
  readonly what: string;
  readonly todo: string;
}

/** By the codes of errors.ts. */
const english: Readonly<Record<string, Words>> = {
  WRONG_PASSPHRASE: {
    what: 'That does not open these backups.',
    todo: 'Check capital letters, spaces and the keyboard layout. If the passphrase was changed, an older backup may need the earlier one. A recovery code, if one was made, opens them too.',
  },
  BAD_PASSPHRASE: {
    what: 'This cannot be the passphrase.',
    todo: 'It is empty, very long, or holds a tab or a line end. Type it on one line.',
  },
  BAD_RECOVERY_CODE: {
    what: 'The recovery code has a typing error.',
    todo: 'A code has 8 groups of 5 letters and digits, a share of one has 10. The letter U never occurs. Of a code in shares, give as many as the paper says.',
  },
  NOT_A_RECORD: {
    what: 'This is not a backup of vault.',
    todo: 'Choose a file that ends in .vault, or its text form from the BEGIN line to the END line. Of a sheet type or copy the text: this page reads no pictures.',
  },
  DAMAGED: {
    what: 'The backup is damaged.',
    todo: 'Take the copy from another place. Of a text form, copy all of it, from the BEGIN line to the END line, and nothing else.',
  },
  ALTERED: {
    what: 'The backup was changed after it was made.',
    todo: 'Do not trust it. Take the copy from another place.',
  },
  MALFORMED: {
    what: 'The content of the backup is not valid.',
    todo: 'Take the copy from another place.',
  },
  UNSUPPORTED_VERSION: {
    what: 'The backup was made by a newer version of vault.',
    todo: 'Use the page, or the program, of that version.',
  },
  COST_REFUSED: {
    what: 'The backup asks for more, or less, work than is accepted.',
    todo: 'The vault of this page makes no such backup. Take the copy from another place; if that says the same and the backup is yours, take the page of the newest version.',
  },
  FORMAT: {
    what: 'The backups inside this page are damaged.',
    todo: 'Take the page from another place, or give this one the .vault files.',
  },
  NO_RECORD: {
    what: 'There is no backup here.',
    todo: 'Choose a file that ends in .vault.',
  },
  NO_TARGET_REACHED: {
    what: 'There is no backup here.',
    todo: 'Choose a file that ends in .vault.',
  },
  TOO_MUCH: {
    what: 'There are more backups here than can be tried.',
    todo: 'Give this page only the .vault files that you need.',
  },
  FAILURE: {
    what: 'The browser could not do it.',
    todo: 'Close other tabs and programs and try again: opening takes some 256 MiB of memory, of some backups up to 1,024. Or try another browser.',
  },
};

const german: typeof english = {
  WRONG_PASSPHRASE: {
    what: 'Das öffnet diese Sicherungen nicht.',
    todo: 'Prüfen Sie Großbuchstaben, Leerzeichen und die Tastaturbelegung. Wurde die Passphrase geändert, braucht eine ältere Sicherung vielleicht die frühere. Ein Wiederherstellungscode, wenn einer gemacht wurde, öffnet sie auch.',
  },
  BAD_PASSPHRASE: {
    what: 'Das kann nicht die Passphrase sein.',
    todo: 'Sie ist leer, sehr lang, oder enthält einen Tabulator oder ein Zeilenende. Geben Sie sie in einer Zeile ein.',
  },
  BAD_RECOVERY_CODE: {
    what: 'Der Wiederherstellungscode hat einen Tippfehler.',
    todo: 'Ein Code hat 8 Gruppen aus 5 Buchstaben und Ziffern, ein Teil eines Codes 10. Der Buchstabe U kommt nie vor. Von einem geteilten Code geben Sie so viele Teile, wie auf dem Papier steht.',
  },
  NOT_A_RECORD: {
    what: 'Das ist keine Sicherung von vault.',
    todo: 'Wählen Sie eine Datei, die auf .vault endet, oder deren Textform von der BEGIN-Zeile bis zur END-Zeile. Von einem Papier tippen oder kopieren Sie den Text: Bilder liest diese Seite nicht.',
  },
  DAMAGED: {
    what: 'Die Sicherung ist beschädigt.',
    todo: 'Nehmen Sie die Kopie von einem anderen Ort. Von einer Textform kopieren Sie alles, von der BEGIN-Zeile bis zur END-Zeile, und sonst nichts.',
  },
  ALTERED: {
    what: 'Die Sicherung wurde nachträglich verändert.',
    todo: 'Vertrauen Sie ihr nicht. Nehmen Sie die Kopie von einem anderen Ort.',
  },
  MALFORMED: {
    what: 'Der Inhalt der Sicherung ist ungültig.',
    todo: 'Nehmen Sie die Kopie von einem anderen Ort.',
  },
  UNSUPPORTED_VERSION: {
    what: 'Die Sicherung stammt von einer neueren Version von vault.',
    todo: 'Verwenden Sie die Seite oder das Programm dieser Version.',
  },
  COST_REFUSED: {
    what: 'Die Sicherung verlangt mehr oder weniger Arbeit, als angenommen wird.',
    todo: 'Das vault dieser Seite macht solche Sicherungen nicht. Nehmen Sie die Kopie von einem anderen Ort; sagt die dasselbe und ist die Sicherung Ihre, nehmen Sie die Seite der neuesten Version.',
  },
  FORMAT: {
    what: 'Die Sicherungen in dieser Seite sind beschädigt.',
    todo: 'Nehmen Sie die Seite von einem anderen Ort, oder geben Sie dieser die .vault-Dateien.',
  },
  NO_RECORD: {
    what: 'Hier ist keine Sicherung.',
    todo: 'Wählen Sie eine Datei, die auf .vault endet.',
  },
  NO_TARGET_REACHED: {
    what: 'Hier ist keine Sicherung.',
    todo: 'Wählen Sie eine Datei, die auf .vault endet.',
  },
  TOO_MUCH: {
    what: 'Hier sind mehr Sicherungen, als ausprobiert werden können.',
    todo: 'Geben Sie dieser Seite nur die .vault-Dateien, die Sie brauchen.',
  },
  FAILURE: {
    what: 'Der Browser konnte es nicht.',
    todo: 'Schließen Sie andere Tabs und Programme, und versuchen Sie es noch einmal: Das Öffnen braucht etwa 256 MiB Speicher, bei manchen Sicherungen bis zu 1.024. Oder nehmen Sie einen anderen Browser.',
  },
};

const none: Words = { what: '', todo: '' };

/** The words for a code; of one that no page should meet those for a failure. */
export function failureWords(code: string, language: 'en' | 'de'): Words {
  const words = language === 'de' ? german : english;
  return (Object.hasOwn(words, code) ? words[code] : words['FAILURE']) ?? none;
}

/** Warnings of the tool that a page passes on. */
const notes: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  'backup-not-opened': {
    en: 'Some backups do not open; the others were used.',
    de: 'Einige Sicherungen lassen sich nicht öffnen; die anderen wurden verwendet.',
  },
  'backup-unusable': {
    en: 'A copy of a backup is damaged; another copy was used.',
    de: 'Eine Kopie einer Sicherung ist beschädigt; eine andere wurde verwendet.',
  },
  'newest-not-opened': {
    en: 'The newest backup of a PC does not open; an older one is shown.',
    de: 'Die neueste Sicherung eines PCs lässt sich nicht öffnen; gezeigt wird eine ältere.',
  },
  'date-ahead': {
    en: 'A backup is dated in the future: a clock was set wrong, then or now.',
    de: 'Eine Sicherung ist auf die Zukunft datiert: Eine Uhr ging falsch, damals oder jetzt.',
  },
  'pc-twice': {
    en: 'A PC is here twice, since it pushed into two vaults before they became one.',
    de: 'Ein PC ist zweimal da, weil er in zwei Tresore sicherte, bevor sie einer wurden.',
  },
  'place-left-out': {
    en: 'Not all backups were tried: there are too many, or under too many passphrases.',
    de: 'Nicht alle Sicherungen wurden ausprobiert: Es sind zu viele, oder unter zu vielen Passphrasen.',
  },
  'place-not-reached': {
    en: 'Some of the backups could not be read.',
    de: 'Einige der Sicherungen konnten nicht gelesen werden.',
  },
};

/** A warning in the page's words; null for one that it has none for: then the tool's own stand alone. */
export function noteWords(code: string, language: 'en' | 'de'): string | null {
  return Object.hasOwn(notes, code) ? (notes[code]?.[language] ?? null) : null;
}
