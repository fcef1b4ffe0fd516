// Nothing is printed that was not read back: each code is drawn, read as a scanner would, and put together;
// the text is taken apart again. What comes out must be the bytes that went in.
import { sameBytes } from '../../bytes.js';
import { parseArmor } from '../../crypto/armor.js';
import { readPrintedCodes } from '../../crypto/printed-codes.js';
import { VaultError } from '../../errors.js';
import { readQrCodes } from '../qr/qr-reader.js';
import { type QrCode, pictureOf } from '../qr/qr-writer.js';

/** Pixels a module: as a printed code has at 150 dpi, and fewer. */
const scale = 3;

/** Checks that the codes and the text give the record back. @throws VaultError `FAILURE` */
export async function checkReadBack(
  record: Uint8Array,
  printed: { readonly codes: readonly QrCode[]; readonly armored: string },
): Promise<void> {
  for (const code of printed.codes) await checkCode(code);
  const { records } = await readPrintedCodes(printed.codes.map(({ text }) => text));
  const all = [...records, parseArmor(printed.armored)];
  if (all.length !== 2 || !all.every((one) => sameBytes(one, record))) throw unlike();
}

/** Checks that a reader sees the text of the code in it. @throws VaultError `FAILURE` */
export async function checkCode(code: QrCode): Promise<void> {
  const texts = await readQrCodes(pictureOf(code, scale));
  if (texts.length !== 1 || texts[0] !== code.text) throw unlike();
}

function unlike(): VaultError {
  return new VaultError('FAILURE', 'the sheet does not read back as what it was made of', {
    hint: 'Nothing was written. Please report it.',
  });
}
