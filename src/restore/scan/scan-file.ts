// One file that somebody scanned, photographed or typed: the texts of the codes in its picture, or the backups
// that stand in it as text. Run in a helper process, since strangers' pictures meet a decoder here.
import { FormatError } from '../../bytes.js';
import { VaultError, systemCode } from '../../errors.js';
import { armoredTexts, parseArmor } from '../../crypto/armor.js';
import { magic } from '../../crypto/header.js';
import { readNamedFile, whyUnread } from '../../system/named-file.js';
import { headText } from '../../text/text-encoding.js';
import { readQrCodes } from '../qr/qr-reader.js';
import { checkPicture, foreignPicture, pictureKind, pictureLimits } from './picture-file.js';

/** What a file gave. */
export interface ScanContent {
  /** The texts of the codes in a picture. */
  readonly codes: readonly string[];
  /** Backups that stand in it as they are, or as text. */
  readonly records: readonly Uint8Array[];
}

/** Reads the file. @throws VaultError why there is nothing in it that is read */
export async function readScan(path: string): Promise<ScanContent> {
  const bytes = await fileBytes(path);
  if (magic.every((byte, i) => bytes[i] === byte)) return { codes: [], records: [bytes] };
  const kind = pictureKind(bytes);
  if (kind === null) return { codes: [], records: textRecords(bytes) };
  await checkPicture(bytes, kind).catch((error: unknown) => {
    throw error instanceof FormatError ? damagedPicture(error) : error;
  });
  const codes = await codesIn(bytes);
  if (codes.length > 0) return { codes, records: [] };
  throw new VaultError('FORMAT', 'no QR code can be read in this picture', {
    hint: 'The whole square with a white edge, flat, sharp and evenly lit; scanned at 200 dpi or more. Or type the text of the sheet into a .txt file.',
  });
}

async function codesIn(picture: Uint8Array): Promise<readonly string[]> {
  try {
    return await readQrCodes(picture);
  } catch (error) {
    // Whatever the decoder says of a picture, it is the picture that it could not decode.
    throw damagedPicture(error);
  }
}

function damagedPicture(cause: unknown): VaultError {
  return new VaultError('FORMAT', 'the picture is damaged or of a form that is not read', {
    hint: 'Save it anew as PNG or JPEG.',
    cause,
  });
}

async function fileBytes(path: string): Promise<Uint8Array> {
  try {
    return await readNamedFile(path, { maximumBytes: pictureLimits.bytes });
  } catch (error) {
    if (systemCode(error) === 'ENOENT')
      throw new VaultError('UNAVAILABLE', 'there is no such file');
    throw new VaultError('UNAVAILABLE', `the file cannot be read (${whyUnread(error)})`);
  }
}

function textRecords(bytes: Uint8Array): Uint8Array[] {
  const foreign = foreignPicture(bytes);
  if (foreign !== null)
    throw new VaultError('FORMAT', `it is ${foreign}, which is not read`, {
      hint: 'Save or export it as PNG or JPEG, at 200 dpi or more.',
    });
  const records = armoredTexts(headText(bytes) ?? '').map(parseArmor);
  if (records.length > 0) return records;
  throw new VaultError('NOT_A_RECORD', 'it is neither a picture nor the text of a backup', {
    hint: 'The text goes from -----BEGIN VAULT SEALED RECORD----- to the END line.',
  });
}
