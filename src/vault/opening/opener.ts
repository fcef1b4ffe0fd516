// Fetching and opening records: from whichever holder gives sound bytes, each record once a run.
import { VaultError } from '../../errors.js';
import { type ParsedRecord, parseSealedRecord } from '../../crypto/inspect.js';
import { openRecord } from '../../crypto/open.js';
import type { RecordContent } from '../../record/schema.js';
import { type Warning, warning } from '../../record/warning.js';
import type { PassphraseKeys } from './passphrase-keys.js';
import type { NamedTarget } from '../places/target-address.js';
import { mapParallel } from '../places/parallel.js';
import { type Holding, expectedError } from '../places/reach.js';

/** How many records are fetched at once. */
export const fetchLimit = 32;

/** A record that was opened in this run: the only kind that anything may be decided by. */
export interface OpenedRecord {
  readonly holding: Holding;
  readonly parsed: ParsedRecord;
  readonly content: RecordContent;
}

/** A record that could not be opened, and why. */
export interface FailedRecord {
  readonly holding: Holding;
  readonly error: VaultError;
  /**
   * The passphrase opened it, and a later version of the program wrote what it says. Such a record is
   * real, unlike one whose header alone claims a later version.
   */
  readonly needsNewerProgram: boolean;
}

export interface Opener {
  /** The record's header, from the first holder whose bytes are sound. */
  readonly parse: (holding: Holding) => Promise<ParsedRecord | VaultError>;
  readonly open: (holding: Holding) => Promise<OpenedRecord | FailedRecord>;
  /** Opens all of them, at most {@link fetchLimit} at once. */
  readonly openAll: (holdings: readonly Holding[]) => Promise<(OpenedRecord | FailedRecord)[]>;
}

/** Whether the record was opened. */
export function isOpened(record: OpenedRecord | FailedRecord): record is OpenedRecord {
  return 'content' in record;
}

/** Whether the record was not. */
export function isFailed(record: OpenedRecord | FailedRecord): record is FailedRecord {
  return 'error' in record;
}

/**
 * An opener for one run.
 * @param options.warn told of a holder whose copy is bad while another's may be good.
 */
export function createOpener(options: {
  readonly keys: PassphraseKeys;
  readonly signal: AbortSignal;
  readonly warn: (warning: Warning) => void;
}): Opener {
  const parse = oncePerRecord((holding) => fetchSound(holding, options));
  const open = oncePerRecord(async (holding) => {
    const parsed = await parse(holding);
    if (parsed instanceof VaultError) return { holding, error: parsed, needsNewerProgram: false };
    return openParsed(holding, parsed, options);
  });
  const openAll: Opener['openAll'] = (holdings) => mapParallel(holdings, fetchLimit, open);
  return { parse, open, openAll };
}

function oncePerRecord<Result>(
  work: (holding: Holding) => Promise<Result>,
): (holding: Holding) => Promise<Result> {
  const results = new Map<string, Promise<Result>>();
  return (holding) => {
    const result = results.get(holding.name) ?? work(holding);
    results.set(holding.name, result);
    return result;
  };
}

async function openParsed(
  holding: Holding,
  parsed: ParsedRecord,
  { keys, signal }: { keys: PassphraseKeys; signal: AbortSignal },
): Promise<OpenedRecord | FailedRecord> {
  try {
    const passphraseKey = await keys.keyFor(parsed.card);
    if (passphraseKey === null) throw new VaultError('WRONG_PASSPHRASE', keys.refusal);
    return { holding, parsed, content: await openRecord(parsed, passphraseKey) };
  } catch (caught) {
    const error = expectedError(caught, signal);
    return { holding, error, needsNewerProgram: error.code === 'UNSUPPORTED_VERSION' };
  }
}

async function fetchSound(
  holding: Holding,
  options: { signal: AbortSignal; warn: (warning: Warning) => void },
): Promise<ParsedRecord | VaultError> {
  let first: VaultError | null = null;
  for (const { named } of holding.holders) {
    const result = await fetchFrom(named, holding, options.signal);
    if (!(result instanceof VaultError)) return result;
    first ??= result;
    const message = `a backup in ${named.name} cannot be used: ${result.message}`;
    options.warn(warning('backup-unusable', message, holding.name));
  }
  return first ?? new VaultError('NOT_FOUND', 'no place holds the backup any more');
}

async function fetchFrom(
  named: NamedTarget,
  { name }: Holding,
  signal: AbortSignal,
): Promise<ParsedRecord | VaultError> {
  try {
    return await parseSealedRecord(await named.target.get(name, signal), { name });
  } catch (error) {
    return expectedError(error, signal);
  }
}
