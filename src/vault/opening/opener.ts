// Reading and opening records. Of a record that does not open only its name and the reason stay in memory;
// bytes are handed on and forgotten.
import { VaultError } from '../../errors.js';
import { type ParsedRecord, checkDigest, parseSealedRecord } from '../../crypto/inspect.js';
import { openRecord } from '../../crypto/open.js';
import type { RecordContent } from '../../record/schema.js';
import { refuseExtreme } from './extreme.js';
import { lightened } from './lightened.js';
import { asNamed, underOwnName } from './loose-records.js';
import type { PassphraseKeys, SaltOfCard } from './passphrase-keys.js';
import { type ShareLicences, sharedLicences, unshared } from './shared-licences.js';
import { sharedReasons } from './shared-reasons.js';
import { type Underway, underway } from './underway.js';
import type { UnusableCopies } from './unusable-copies.js';
import { type Holding, type ReachedTarget, expectedError } from '../places/reach.js';
import type { NamedTarget } from '../places/target-address.js';

/** How many records of a place are fetched at once. */
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
  /** Nobody knows whether it opens: its place asked for more than is tried. */
  readonly isUntried: boolean;
  /** Its bytes are those that its name tells, and no record: anybody can lay such a thing there. */
  readonly isForeign: boolean;
  /** What its header says of its card, where a derived key did not open it. Anybody can write that. */
  readonly claims?: Claims;
}

/** A salt, its cost and a generation that nobody has proven. */
type Claims = SaltOfCard & { readonly generation: number };

/** A record as it is sealed, and the target that gave it. */
export interface ReadRecord {
  readonly holding: Holding;
  readonly parsed: ParsedRecord;
  readonly giver: ReachedTarget;
}

export interface Opener {
  /** The record as it is sealed: the target's own copy, where that is bad another's. */
  readonly read: (holding: Holding, own?: ReachedTarget) => Promise<ReadRecord | FailedRecord>;
  /** Opens what was read, with the keys that are there. */
  readonly openRead: (record: ReadRecord) => Promise<OpenedRecord | FailedRecord>;
  /** The targets that list it, but those whose bytes turned out to be no such record, or cannot be read. */
  readonly holdersOf: (holding: Holding) => readonly ReachedTarget[];
  /** Whether the target was found to hold a bad copy under this name. */
  readonly isBad: (name: string, named: NamedTarget) => boolean;
  /** What was opened under this name already. */
  readonly openedBefore: (holding: Holding) => OpenedRecord | null;
}

/** Whether the record was opened. */
export function isOpened(record: OpenedRecord | FailedRecord): record is OpenedRecord {
  return 'content' in record;
}

/** Whether the record was not. */
export function isFailed(record: object): record is FailedRecord {
  return 'error' in record;
}

/** What opens the records of a run, and what is told of them. */
interface OpenerOptions {
  readonly keys: PassphraseKeys;
  readonly signal: AbortSignal;
  readonly unusable: Pick<UnusableCopies, 'add'>;
  /** Keep neither the bytes nor the licences of what opens: for looks at every record of every place. */
  readonly isLight?: boolean;
}

/** An opener for one run; it notes the copies that are bad where another's is good. */
export function createOpener(options: OpenerOptions): Opener {
  const { keys, signal, unusable, isLight = false } = options;
  const opened = new Map<string, OpenedRecord>();
  const badCopies = new Map<NamedTarget, Set<string>>();
  const reasons = sharedReasons();
  const share = sharedLicences();
  /** The targets that gave sound bytes before are asked first: another may not answer for a minute. */
  const sound = new Set<ReachedTarget>();

  const gates = new Map<ReachedTarget, Underway>();
  const gateOf = (target: ReachedTarget): Underway => {
    const gate = gates.get(target) ?? underway();
    gates.set(target, gate);
    return gate;
  };

  const read: Opener['read'] = async (holding, own) => {
    const bad: { readonly target: ReachedTarget; readonly error: VaultError }[] = [];
    let isForeign = false;
    for (const target of inOrder(holding, own, sound)) {
      const result = await gateOf(target).take(async (came) => {
        await keys.whenLight();
        return readFrom(target, holding, { signal, came });
      });
      if ('record' in result) {
        for (const one of bad) unusable.add({ ...one, name: holding.name, giver: target });
        sound.add(target);
        await keys.learnFrom(result);
        return { holding, parsed: result, giver: target };
      }
      const { named } = target;
      badCopies.set(named, (badCopies.get(named) ?? new Set()).add(holding.name));
      bad.push({ target, error: reasons(result.error) });
      isForeign ||= result.isForeign;
    }
    const missing = new VaultError('NOT_FOUND', 'no place holds the backup any more');
    return { ...failedRecord(holding, bad[0]?.error ?? reasons(missing)), isForeign };
  };

  const openRead: Opener['openRead'] = async (given) => {
    const { holding } = given;
    const before = opened.get(holding.name);
    if (before !== undefined) return before;
    const record = await openOnce(given, { keys, signal, isLight, share });
    if (isFailed(record)) return { ...record, error: reasons(record.error) };
    // Two places may have come to it at once: what counts for one record is one object.
    const first = opened.get(holding.name) ?? record;
    opened.set(holding.name, first);
    return first;
  };

  const isBad: Opener['isBad'] = (name, named) => badCopies.get(named)?.has(name) === true;
  const holdersOf: Opener['holdersOf'] = ({ name, holders }) =>
    holders.filter(({ named }) => !isBad(name, named));

  return { read, openRead, holdersOf, isBad, openedBefore: ({ name }) => opened.get(name) ?? null };
}

function inOrder(
  { holders }: Holding,
  own: ReachedTarget | undefined,
  sound: ReadonlySet<ReachedTarget>,
): ReachedTarget[] {
  const rank = (target: ReachedTarget): number => (target === own ? 0 : sound.has(target) ? 1 : 2);
  return [...holders].sort((a, b) => rank(a) - rank(b));
}

async function readFrom(
  { named }: ReachedTarget,
  { name }: Holding,
  { signal, came }: { readonly signal: AbortSignal; readonly came: (bytes: number) => void },
): Promise<ParsedRecord | Pick<FailedRecord, 'error' | 'isForeign'>> {
  let isForeign = false;
  try {
    const bytes = await named.target.get(name, signal);
    came(bytes.length);
    await checkDigest(bytes, name);
    isForeign = true;
    return { ...(await parseSealedRecord(bytes)), name };
  } catch (error) {
    return { error: expectedError(error, signal), isForeign };
  }
}

/**
 * Opens what was read; nothing of it is kept here.
 * @param options.weigh told how much memory the content takes; the place's budget unless told.
 */
export async function openOnce(
  { holding, parsed, giver }: ReadRecord,
  {
    keys,
    signal,
    isLight = false,
    share = unshared,
    weigh,
  }: {
    keys: PassphraseKeys;
    signal: AbortSignal;
    isLight?: boolean;
    share?: ShareLicences;
    weigh?: (weight: number) => void;
  },
): Promise<OpenedRecord | FailedRecord> {
  const { budget } = giver.named;
  let taken = 0;
  try {
    const passphraseKey = await keys.keyFor(parsed.card);
    if (passphraseKey === null) return withoutKey(holding, keys);
    const spend = (weight: number): void => {
      taken = weight + parsed.record.length;
      budget.spend('content', taken);
    };
    const content = await openRecord(asNamed(parsed, holding), passphraseKey, {
      weigh: weigh ?? spend,
    });
    budget.earn();
    refuseExtreme(parsed, content);
    const opened = underOwnName({ holding, parsed, content });
    if (isLight) {
      budget.spend('content', -taken);
      return lightened(opened);
    }
    const { content: light, shared } = share(opened.content);
    budget.spend('content', -Math.floor((taken - parsed.record.length) * shared));
    return { ...opened, content: light };
  } catch (caught) {
    const error = expectedError(caught, signal);
    const needsNewerProgram = error.code === 'UNSUPPORTED_VERSION';
    const { salt, cost, generation } = parsed.card;
    const claims = { claims: { salt, cost, generation } };
    const isShut = error.code === 'WRONG_PASSPHRASE';
    return { ...failedRecord(holding, error), ...(isShut ? claims : {}), needsNewerProgram };
  }
}

/** A record that there is no key for. */
export function withoutKey(holding: Holding, { refusal }: PassphraseKeys): FailedRecord {
  if (refusal !== null) return failedRecord(holding, new VaultError('WRONG_PASSPHRASE', refusal));
  return { ...failedRecord(holding, notTried()), isUntried: true };
}

function failedRecord(holding: Holding, error: VaultError): FailedRecord {
  const isUntried = error.code === 'TOO_MUCH' || error.code === 'TIMEOUT';
  return { holding, error, needsNewerProgram: false, isUntried, isForeign: false };
}

function notTried(): VaultError {
  return new VaultError(
    'TOO_MUCH',
    'not tried: the backups there are under more passphrases, or made-up ones, than are tried at once',
    { hint: 'Look into the place: what is not of your household does not belong there.' },
  );
}
