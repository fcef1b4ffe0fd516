// The text for people in a portable folder, in English and German. Lines end, and the file begins, as Windows'
// Notepad of every age shows them.

/** Its name: it sorts to where it is seen. */
export const readmeName = 'READ ME FIRST.txt';

/** The text; `start` is what starts the program. */
export function readmeText({ name: start }) {
  const lines = [
    'This folder is the program product-key-vault, with all that it needs. Nothing',
    'is installed or downloaded.',
    '',
    start.endsWith('.cmd')
      ? `1. Double-click  ${start}  (it may be shown as "vault").`
      : `1. In a terminal, in this folder, type  ./${start}`,
    '2. Choose what you came for: save the keys of this PC, or get keys back.',
    '3. Where the backups lie beside this folder, as on a stick that "vault kit"',
    '   made, they are found. Type the passphrase when it is asked for.',
    '',
    'SHA256SUMS tells the digest of every file here; LICENSE, LICENSE.node.txt and',
    'bundle/LICENSES.txt whose work this is; sbom.cdx.json what is inside.',
    '',
    '-----------------------------------------------------------------------------',
    '',
    'Dieser Ordner ist das Programm product-key-vault mit allem, was es braucht.',
    'Nichts wird installiert oder geladen.',
    '',
    start.endsWith('.cmd')
      ? `1. Doppelklicken Sie  ${start}  (es heißt vielleicht nur "vault").`
      : `1. Tippen Sie im Terminal, in diesem Ordner:  ./${start}`,
    '2. Wählen Sie: die Schlüssel dieses PCs sichern oder Schlüssel zurückholen.',
    '3. Liegen die Sicherungen neben diesem Ordner, wie auf einem Stick von "vault',
    '   kit", so werden sie gefunden. Tippen Sie die Passphrase, wenn danach',
    '   gefragt wird.',
    '',
  ];
  return `\uFEFF${lines.join('\r\n')}`;
}
