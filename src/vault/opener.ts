// Fetching and opening records: from whichever holder gives sound bytes, each record once a run.
import { VaultError } from '../errors.js';
import { type ParsedRecord, parseSealedRecord } from '../crypto/inspect.js';
import { openRecord } from '../crypto/open.js';
import type { RecordContent } from '../record/schema.js';
import type { CollectWarning } from '../collect/collector.js';
import type { Keyring } from './keyring.js';
import type { NamedTarget } from './named-target.js';
import { mapParallel } from './parallel.js';
import { type Holding, expectedError } from './reach.js';

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
}

export interface Opener {
  /** The record's header, from the first holder whose bytes are sound. */
  parse(holding: Holding): Promise<ParsedRecord | VaultError>;
  open(holding: Holding): Promise<OpenedRecord | FailedRecord>;
  /** Opens all of them, at most {@link fetchLimit} at once. */
  openAll(holdings: readonly Holding[]): Promise<(OpenedRecord | FailedRecord)[]>;
}

/** Whether the record was opened. */
export function isOpened(record: OpenedRecord | FailedRecord): record is OpenedRecord {
  return 'content' in record;
}

/**
 * An opener for one run.
 * @param options.warn told of a holder whose copy is bad while another's may be good.
 */
export function createOpener(options: {
  readonly keyring: Keyring;
  readonly signal: AbortSignal;
  readonly warn: (warning: CollectWarning) => void;
}): Opener {
  const parsedRecords = new Map<string, Promise<ParsedRecord | VaultError>>();
  const parse = (holding: Holding): Promise<ParsedRecord | VaultError> => {
    const parsed = parsedRecords.get(holding.name) ?? fetchSound(holding, options);
    parsedRecords.set(holding.name, parsed);
    return parsed;
  };
  const open = async (holding: Holding): Promise<OpenedRecord | FailedRecord> => {
    const parsed = await parse(holding);
    if (parsed instanceof VaultError) return { holding, error: parsed };
    return openParsed(holding, parsed, options);
  };
  return { parse, open, openAll: (holdings) => mapParallel(holdings, fetchLimit, open) };
}

async function openParsed(
  holding: Holding,
  parsed: ParsedRecord,
  { keyring, signal }: { keyring: Keyring; signal: AbortSignal },
): Promise<OpenedRecord | FailedRecord> {
  const passphraseKey = await keyring.keyFor(parsed.card);
  if (passphraseKey === null) {
    const message = 'it is under another passphrase than the rest, and too many others are, too';
    return { holding, error: new VaultError('WRONG_PASSPHRASE', message) };
  }
  try {
    return { holding, parsed, content: await openRecord(parsed, passphraseKey) };
  } catch (error) {
    return { holding, error: expectedError(error, signal) };
  }
}

async function fetchSound(
  holding: Holding,
  options: { signal: AbortSignal; warn: (warning: CollectWarning) => void },
): Promise<ParsedRecord | VaultError> {
  let first: VaultError | null = null;
  for (const { named } of holding.holders) {
    const result = await fetchFrom(named, holding, options.signal);
    if (!(result instanceof VaultError)) return result;
    first ??= result;
    const message = `a backup in ${named.name} cannot be used: ${result.message}`;
    options.warn({ code: 'backup-unusable', message, location: holding.name });
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
