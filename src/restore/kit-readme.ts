// The text for people in a kit: three steps for the day after, in English and in German. It names nobody and no
// PC. Lines end, and the file begins, as Windows' Notepad of every age shows them.
import { join } from 'node:path';
import { sameBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import { type KitEffects, readPlain, writeVerified } from './kit-file.js';
import { type KitPart, kitPart } from './kit-part.js';

/** The same name as in every folder with backups, which this text takes the place of. */
export const readmeName = 'READ ME FIRST.txt';

const english = [
  'READ ME FIRST              (Deutsch: siehe unten)',
  '',
  'This stick gives product keys back: the keys that Windows, Office and other',
  'programs ask for when they are installed again. They are locked with a',
  'passphrase. Without it, or the recovery code, nobody can read them.',
  '',
  'THE DAY AFTER, ON WINDOWS',
  '',
  '1. Open the folder  vault-windows-x64  and double-click  vault.cmd',
  '   (it may be shown as "vault"). Nothing is installed or downloaded.',
  '2. Choose "Get keys back".',
  '3. Type your passphrase and press Enter. Each key is shown with what to do.',
  '',
  'ON ANY OTHER COMPUTER OR PHONE, or where the folder is missing',
  '',
  '1. Open  RESTORE.html  with a web browser. It needs no network.',
  '2. Type your passphrase, or the recovery code.',
  '3. Show and copy the keys. Close the page when you are done.',
  '',
  'On Linux: in a terminal, in this folder, type  vault-linux-x64/vault pull',
  '',
  'PLEASE',
  '',
  '- Do not rename or change what is here. Copying all of it to another stick is',
  '  fine, and a good idea.',
  '- Type the passphrase only where this stick came from you yourself: whoever had',
  '  it for a while could have changed the program on it.',
  '',
];

const german = [
  '-----------------------------------------------------------------------------',
  '',
  'BITTE ZUERST LESEN',
  '',
  'Dieser Stick gibt Produktschlüssel zurück: die Schlüssel, nach denen Windows,',
  'Office und andere Programme fragen, wenn man sie neu installiert. Sie sind mit',
  'einer Passphrase verschlossen. Ohne sie oder den Wiederherstellungscode kann',
  'sie niemand lesen.',
  '',
  'AM TAG DANACH, UNTER WINDOWS',
  '',
  '1. Öffnen Sie den Ordner  vault-windows-x64  und doppelklicken Sie  vault.cmd',
  '   (er heißt vielleicht nur "vault"). Nichts wird installiert oder geladen.',
  '2. Wählen Sie "Get keys back" (Schlüssel zurückholen).',
  '3. Tippen Sie die Passphrase und drücken Sie die Eingabetaste. Zu jedem',
  '   Schlüssel steht dort, was zu tun ist.',
  '',
  'AUF JEDEM ANDEREN COMPUTER ODER TELEFON, oder wo der Ordner fehlt',
  '',
  '1. Öffnen Sie  RESTORE.html  mit einem Browser. Ein Netz ist nicht nötig.',
  '2. Tippen Sie die Passphrase oder den Wiederherstellungscode.',
  '3. Lassen Sie sich die Schlüssel zeigen und kopieren Sie sie. Schließen Sie',
  '   die Seite danach.',
  '',
  'Unter Linux: im Terminal, in diesem Ordner:  vault-linux-x64/vault pull',
  '',
  'BITTE',
  '',
  '- Benennen Sie hier nichts um und ändern Sie nichts. Alles zusammen auf einen',
  '  zweiten Stick zu kopieren ist erlaubt und eine gute Idee.',
  '- Tippen Sie die Passphrase nur, wenn der Stick bei Ihnen lag: Wer ihn eine',
  '  Weile hatte, kann das Programm darauf verändert haben.',
  '',
];

/** The mark at the start tells Notepad of Windows 7 that it is UTF-8. */
export const kitReadme = `\uFEFF${[...english, ...german].join('\r\n')}`;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const part = { kind: 'readme', name: readmeName } as const;

/**
 * Writes the text; what a place without a kit has gives way to it.
 * @param placeReadme the text of a place without a kit.
 * @throws VaultError `NOT_WRITTEN` where there is another text
 */
export async function writeReadme(
  folder: string,
  placeReadme: string,
  effects: KitEffects,
): Promise<KitPart> {
  const path = join(folder, readmeName);
  const bytes = bytesOf(kitReadme);
  const held = await readPlain(path);
  const isOurs = typeof held !== 'string' && sameBytes(held, bytesOf(placeReadme));
  if (typeof held !== 'string' && sameBytes(held, bytes))
    return kitPart({ ...part, state: 'there' });
  if (held !== 'absent' && !isOurs)
    throw new VaultError('NOT_WRITTEN', `${path} is not the text of this program`, {
      hint: 'It stays as it is. Rename it, then try again.',
    });
  await writeVerified(path, bytes, effects);
  return kitPart({ ...part, state: 'written' });
}

/** Whether it is ours. */
export async function checkReadme(folder: string): Promise<KitPart> {
  const held = await readPlain(join(folder, readmeName));
  if (held === 'absent') return kitPart({ ...part, state: 'absent' });
  const isOurs = typeof held !== 'string' && sameBytes(held, bytesOf(kitReadme));
  if (isOurs) return kitPart({ ...part, state: 'whole' });
  const notes = ['it is not the text that this program writes'];
  return kitPart({ ...part, state: 'wrong' }, { notes });
}
