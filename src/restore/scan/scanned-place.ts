// Scans of sheets as a place to get backups back from: all pictures together are one place, since the codes of
// one backup may be spread over them. It is only read. A name here is made up but for its digest; who opens the
// record knows its own.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { VaultError } from '../../errors.js';
import { type BrokenSet, type ReadCodes, readPrintedCodes } from '../../crypto/printed-codes.js';
import { type RecordName, recordName } from '../../record/name.js';
import {
  type Target,
  TargetError,
  maximumRecordBytes,
  targetErrors,
} from '../../targets/target.js';
import { type ReadScan, type ScanOptions, readScans } from './scan-reader.js';

/** What is scanned, photographed or typed into, by the ending of its name. */
const endings = /\.(?:png|jpe?g|jpe|jfif|gif|bmp|webp|tiff?|heic|heif|avif|pdf|txt|asc|pem)$/i;

/** Whether the file is a scan or a text, and no place that backups were put into. */
export function isScan(path: string): boolean {
  return endings.test(path);
}

/** The files as one target. Does nothing yet; they are read once. */
export function scannedTarget(paths: readonly string[], options: ScanOptions = {}): Target {
  let reading: Promise<Scanned> | null = null;
  const read = (signal: AbortSignal): Promise<Scanned> =>
    (reading ??= scanned(paths, signal, options));
  return {
    identify: async (signal) => {
      const { said } = await read(signal);
      const traits = { durability: 'detachable', maxRecordBytes: maximumRecordBytes } as const;
      return { placeId: null, traits: { ...traits, space: 'ample' }, loose: said };
    },
    list: async function* (signal) {
      yield* (await read(signal)).records.keys();
    },
    get: async (name, signal) => {
      const record = (await read(signal)).records.get(name);
      if (record === undefined) throw new TargetError('NOT_FOUND', 'no scan holds this backup');
      return record;
    },
    tryWriting: onlyRead,
    clockAheadMs: () => Promise.resolve(null),
    put: onlyRead,
    remove: onlyRead,
    close: () => Promise.resolve(),
  };
}

function onlyRead(): Promise<never> {
  return Promise.reject(new TargetError('READ_ONLY', 'a scan is only read'));
}

interface Scanned {
  readonly records: ReadonlyMap<RecordName, Uint8Array>;
  /** What a person is told of them. */
  readonly said: string;
}

async function scanned(
  paths: readonly string[],
  signal: AbortSignal,
  options: ScanOptions,
): Promise<Scanned> {
  const scans = await readScans(paths, signal, options);
  const contents = scans.flatMap((scan) => ('content' in scan ? [scan.content] : []));
  const read = await readPrintedCodes(contents.flatMap(({ codes }) => codes));
  const whole = [...read.records, ...contents.flatMap(({ records }) => records)];
  if (whole.length === 0) throw nothingWhole(scans, read);
  const records = new Map(whole.map((record) => [nameOf(record), record]));
  const problems = [...read.broken.map(brokenWords), ...scans.flatMap(failedWords)];
  const said = ['it is a sheet that was scanned or typed', ...problems].join('; ');
  return { records, said };
}

function nameOf(record: Uint8Array): RecordName {
  const hash = createHash('sha256').update(record).digest();
  return recordName(hash.toString('hex').slice(0, 16), '0001-01-01T00:00:00Z', hash);
}

/** What is wrong with the codes of one backup: `2 of 3 codes are there; part 2 is missing`. */
function brokenWords({ count, there, missing }: BrokenSet): string {
  if (missing.length === 0) return `all ${count} codes are there, and do not belong together`;
  const are = there.length === 1 ? 'is' : 'are';
  const parts = missing.length === 1 ? `part ${missing[0]} is` : `parts ${missing.join(', ')} are`;
  return `of a backup ${there.length} of ${count} codes ${are} there, ${parts} missing`;
}

function failedWords(scan: ReadScan): string[] {
  return 'error' in scan ? [`${basename(scan.path)}: ${scan.error.message}`] : [];
}

/** Why no backup came out: the nearest to one says it. */
function nothingWhole(scans: readonly ReadScan[], { broken, others }: ReadCodes): TargetError {
  const failed = scans.flatMap((scan) => ('error' in scan ? [scan] : []));
  if (broken.length > 0) {
    const words = [...broken.map(brokenWords), ...failed.flatMap(failedWords)].join('; ');
    return new TargetError('DAMAGED', words, {
      hint: 'Each code has its number under it. Scan what is missing, and name all pictures: --from a.png --from b.png',
    });
  }
  if (others.length > 0)
    return new TargetError('WRONG_TARGET', 'the QR code in the picture is no backup', {
      hint: 'A backup stands on the sheet that `vault sheet` makes. A recovery code is given by --recovery-code-file.',
    });
  const [first] = failed;
  if (first === undefined) return new TargetError('NOT_FOUND', 'there is no backup in it');
  return asTargetError(first.error, failed.flatMap(failedWords).join('; '));
}

function asTargetError({ code, hint }: VaultError, message: string): TargetError {
  const known = Object.keys(targetErrors).find((one) => one === code);
  const own = (known as TargetError['code'] | undefined) ?? 'DAMAGED';
  return new TargetError(own, message, {
    ...(hint === undefined ? {} : { hint }),
    mayPass: false,
  });
}
