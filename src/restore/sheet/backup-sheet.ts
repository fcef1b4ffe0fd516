// The sheet of one PC: its sealed backup as codes and as text, where the places are, and how to get the keys
// back, with the program and without it. Nothing on it opens the backup.
import { armor } from '../../crypto/armor.js';
import { printedCodes } from '../../crypto/printed-codes.js';
import { type Markup, markup } from '../../report/export/markup.js';
import { type QrCode, qrCode } from '../qr/qr-writer.js';
import type { BackupOnPaper } from './on-paper.js';
import { checkReadBack } from './read-back.js';
import { codeFigure, sheetPage, sheetTime } from './sheet-page.js';
import { byHandPart, placesPart, restorePart } from './sheet-words.js';

/** A sheet, read back already. */
export interface PrintedSheet {
  readonly pages: readonly Markup[];
  /** How many codes are on it. */
  readonly codes: number;
}

/** Makes the sheet. @throws VaultError `TOO_LARGE`, `FAILURE` */
export async function backupSheet(backup: BackupOnPaper): Promise<PrintedSheet> {
  const { record, pc, takenAt, places } = backup;
  const codes = (await printedCodes(record)).map(qrCode);
  const armored = armor(record);
  await checkReadBack(record, { codes, armored });
  const [only] = codes;
  const isOne = codes.length === 1 && only !== undefined;
  const square = isOne ? codeFigure(only, 'large', 'The whole backup') : markup``;
  const contents = [
    markup`${head(backup)}${square}${restorePart(backup, codes.length)}`,
    ...(isOne ? [] : codePages(codes)),
    markup`${placesPart(places)}${byHandPart()}`,
    ...textPages(armored),
  ];
  const edges = { kind: 'Backup of product keys', of: `${pc}, ${sheetTime(takenAt)}` };
  const pages = contents.map((content, i) =>
    sheetPage({ ...edges, number: i + 1, count: contents.length }, content),
  );
  return { pages, codes: codes.length };
}

function head({ pc, takenAt, now, hasRecovery }: BackupOnPaper): Markup {
  const or = hasRecovery ? ' or the recovery code' : '';
  return markup`<h1>${pc}</h1>
<p class="when">Backup of ${sheetTime(takenAt)}, printed ${now.toISOString().slice(0, 10)}</p>
<p class="mind">The product keys are on this sheet, sealed. It opens nothing by itself: that takes the passphrase${or}. Keep these elsewhere.</p>
`;
}

/** Two codes a page: no larger than a phone reads in one look. */
function codePages(codes: readonly QrCode[]): Markup[] {
  const figures = codes.map((code, i) =>
    codeFigure(code, 'half', `Part ${i + 1} of ${codes.length}`),
  );
  return figures.flatMap((figure, i) =>
    i % 2 === 0 ? [markup`${[figure, ...figures.slice(i + 1, i + 2)]}`] : [],
  );
}

/** The text, so much of it on each page as any paper takes. */
function textPages(armored: string): Markup[] {
  const lines = armored.trimEnd().split('\n');
  const starts = lines.flatMap((_, i) => (i % linesOfPage === 0 ? [i] : []));
  return starts.map((start) => {
    const heading = start === 0 ? 'The same backup as text' : 'The text goes on';
    const part = lines.slice(start, start + linesOfPage).join('\n');
    return markup`<h2>${heading}</h2>\n<pre>${part}</pre>\n`;
  });
}

const linesOfPage = 44;
