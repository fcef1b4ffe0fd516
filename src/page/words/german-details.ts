// What went wrong in detail, in German: the messages of errors and warnings that a page can meet.
import type { Phrases } from './translate.js';

/** Of what was typed. */
const typed: Phrases = {
  'the passphrase does not open this backup, or it is not one of this household':
    'die Passphrase öffnet diese Sicherung nicht, oder sie ist nicht von diesem Haushalt',
  'the recovery code does not open this backup, or it is not one of this household':
    'der Wiederherstellungscode öffnet diese Sicherung nicht, oder sie ist nicht von diesem Haushalt',
  'this backup was made without a recovery code':
    'diese Sicherung wurde ohne Wiederherstellungscode gemacht',
  '{message} (not all was tried of: {where})':
    '{message} (nicht alles wurde ausprobiert von: {where})',
  'the passphrase cannot be used: {why}': 'die Passphrase kann nicht verwendet werden: {why}',
  'it is not valid Unicode': 'sie ist kein gültiges Unicode',
  'it holds a control character, such as a tab or a line end':
    'sie enthält ein Steuerzeichen, etwa einen Tabulator oder ein Zeilenende',
  'it is empty': 'sie ist leer',
  'it has {count} bytes, more than 1,024': 'sie hat {count} Bytes, mehr als 1.024',
  'the recovery code has a typing error: {what}':
    'der Wiederherstellungscode hat einen Tippfehler: {what}',
  '{share} has a typing error: {what}': '{share} hat einen Tippfehler: {what}',
  '{what}; look at group {groups}': '{what}; sehen Sie sich Gruppe {groups} an',
  'it has {count} of {all} symbols': '{count} von {all} Zeichen sind da',
  'a symbol is wrong': 'ein Zeichen ist falsch',
  'its numbers are none that a share can have': 'seine Nummern kann kein Teil haben',
  'the share': 'der Teil',
  'share no. {number} of the {count} given': 'Teil Nr. {number} der {count} gegebenen',
  'this is a share of set {this}, and the one before is of set {that}':
    'dieser Teil ist von Satz {this}, und der davor von Satz {that}',
  'share {number} of set {set} was read already':
    'Teil {number} von Satz {set} wurde schon gelesen',
  'these shares do not belong together': 'diese Teile gehören nicht zusammen',
  'there is no share': 'da ist kein Teil',
  'there is only 1 share of set {set}; it takes {count}':
    'da ist nur 1 Teil von Satz {set}; es braucht {count}',
  'there are only {some} shares of set {set}; it takes {count}':
    'da sind nur {some} Teile von Satz {set}; es braucht {count}',
};

/** Of the backups. */
const backups: Phrases = {
  'this is not a backup': 'das ist keine Sicherung',
  'this page holds no backup': 'in dieser Seite ist keine Sicherung',
  'this is not a backup of this program': 'das ist keine Sicherung dieses Programms',
  'this is not the text form of a backup': 'das ist nicht die Textform einer Sicherung',
  'there is no backup to open': 'es gibt keine Sicherung zu öffnen',
  'there is no backup that opens': 'es gibt keine Sicherung, die sich öffnen lässt',
  'the block of backups inside the page is damaged':
    'der Block mit den Sicherungen in der Seite ist beschädigt',
  'the text form of the backup is damaged': 'die Textform der Sicherung ist beschädigt',
  'the backup is damaged: its checksum does not match':
    'die Sicherung ist beschädigt: Ihre Prüfsumme stimmt nicht',
  'the backup does not match its name: it was damaged':
    'die Sicherung passt nicht zu ihrem Namen: Sie wurde beschädigt',
  'the backup is stored under the name of another PC or time':
    'die Sicherung liegt unter dem Namen eines anderen PCs oder Zeitpunkts',
  'the backup was changed after it was made': 'die Sicherung wurde nachträglich verändert',
  'the backup is not as long as its header says':
    'die Sicherung ist nicht so lang, wie ihr Kopf sagt',
  'the backup is of generation 0': 'die Sicherung ist von Generation 0',
  'the backup asks for {ops} passes over {size} MiB, which is out of bounds':
    'die Sicherung verlangt {ops} Durchgänge über {size} MiB; angenommen werden 1 bis 10 über 8 bis 1.024 MiB, zusammen höchstens 4.096 MiB',
  'this PC could not spare {size} MiB of memory':
    'dieser PC konnte {size} MiB Speicher nicht entbehren',
  'the backup has a form that this version does not know: {what}':
    'die Sicherung hat eine Form, die diese Version nicht kennt: {what}',
  'version {number}': 'Version {number}',
  'cipher suite {number}': 'Verschlüsselung {number}',
  'flags {number}': 'Merkmale {number}',
  '{number} slots': '{number} Fächer',
  'slot type {number}': 'Fach der Art {number}',
  'the content of the backup has a newer form': 'der Inhalt der Sicherung hat eine neuere Form',
  'the content of the backup is not valid: {why}': 'der Inhalt der Sicherung ist ungültig: {why}',
  'the content of the backup is not valid at {member}':
    'der Inhalt der Sicherung ist ungültig bei {member}',
  'the backup has a value that makes no sense, or that none could follow, at {member}':
    'die Sicherung hat einen Wert, der keinen Sinn ergibt oder dem keiner folgen könnte, bei {member}',
  'what the backup says takes more memory than any real one':
    'was die Sicherung sagt, braucht mehr Speicher als jede echte',
  'it inflates to more than 8 MiB': 'entpackt hat er mehr als 8 MiB',
  'it inflates to more than it says': 'entpackt ist er länger, als er sagt',
  'it inflates to less than it says': 'entpackt ist er kürzer, als er sagt',
  'it does not inflate': 'er lässt sich nicht entpacken',
  'bytes follow its deflate stream': 'nach dem Gepackten folgen noch Bytes',
  'its padding has the wrong length': 'seine Auffüllung hat die falsche Länge',
  'its padding is not zero': 'seine Auffüllung ist nicht null',
  'it is not JSON': 'er ist kein JSON',
  'it is not in canonical form': 'er ist nicht in der vorgeschriebenen Form',
  'it is nested too deeply': 'er ist zu tief verschachtelt',
  'a text has a lone surrogate': 'ein Text hat ein halbes Zeichen',
  'a number is not whole, or too large': 'eine Zahl ist nicht ganz, oder zu groß',
  'a member name is not ASCII': 'ein Name darin ist kein ASCII',
};

/** Of warnings, beside what opened. */
const warnings: Phrases = {
  'this page': 'diese Seite',
  'the files': 'die Dateien',
  '1 backup there does not open: {reason} ({names})':
    '1 Sicherung dort lässt sich nicht öffnen: {reason} ({names})',
  '{count} backups there do not open: {reason} ({names})':
    '{count} Sicherungen dort lassen sich nicht öffnen: {reason} ({names})',
  'under another passphrase, or of another household':
    'unter einer anderen Passphrase, oder von einem anderen Haushalt',
  'sealed with an earlier passphrase, as it seems; a sync brings those of this household over, given that one':
    'anscheinend mit einer früheren Passphrase gemacht; vault sync bringt die dieses Haushalts auf die neue, wenn es jene bekommt',
  'a backup in {where} cannot be used: {reason}':
    'eine Sicherung in {where} ist nicht zu verwenden: {reason}',
  '{count} backups in {where} cannot be used: {reason}':
    '{count} Sicherungen in {where} sind nicht zu verwenden: {reason}',
  'its newest backup does not open, so what is shown is of an older one, and what only the newest holds is missing':
    'seine neueste Sicherung lässt sich nicht öffnen; gezeigt wird eine ältere, und was nur die neueste enthält, fehlt',
  'its newest {count} backups do not open, so what is shown is of an older one, and what only the newest holds is missing':
    'seine neuesten {count} Sicherungen lassen sich nicht öffnen; gezeigt wird eine ältere, und was nur die neueren enthalten, fehlt',
  'its newest backup is dated {day}, which is yet to come: the clock was wrong then, or is wrong now. With the right clock the next push tells the right date':
    'seine neueste Sicherung ist auf den {day} datiert, der erst kommt: Die Uhr ging damals falsch oder geht jetzt falsch. Mit richtiger Uhr nennt die nächste Sicherung das richtige Datum',
  '{name} is here twice: it pushed into two vaults before they became one. Its own next push makes one row of them':
    '{name} ist zweimal da: Er sicherte in zwei Tresore, bevor sie einer wurden. Seine nächste Sicherung macht eine Reihe daraus',
  '1 backup there was not tried: {why}': '1 Sicherung dort wurde nicht ausprobiert: {why}',
  '{count} backups there were not tried: {why}':
    '{count} Sicherungen dort wurden nicht ausprobiert: {why}',
  'they are under more passphrases than are tried':
    'sie sind unter mehr Passphrasen, als ausprobiert werden',
  'not tried: the backups there are under more passphrases, or made-up ones, than are tried at once':
    'nicht ausprobiert: Die Sicherungen dort sind unter mehr Passphrasen, auch erfundenen, als auf einmal ausprobiert werden',
  '{place} was left off: {why}': '{place}: abgebrochen, {why}',
  'it lists more than {count} backups': 'es sind mehr als {count} Sicherungen',
  'more than {count} of its backups would have to be read':
    'mehr als {count} der Sicherungen wären zu lesen',
  'more than {size} MiB of it would have to be read': 'mehr als {size} MiB wären zu lesen',
  'what its backups say takes more than {size} MiB':
    'was die Sicherungen sagen, braucht mehr als {size} MiB',
  'it was waited for {count} s in all': 'es wurde insgesamt {count} s gewartet',
  'its backups are under more passphrases than are tried':
    'die Sicherungen sind unter mehr Passphrasen, als ausprobiert werden',
};

/** All of them. */
export const germanDetails: Phrases = { ...typed, ...backups, ...warnings };
