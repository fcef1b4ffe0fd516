// What one place may cost a run, whatever it holds and however long it takes to say so: the one table of
// limits, and the account that is kept of each place. A place that breaks its budget fails alone, with
// `TOO_MUCH`; what was read of it until then counts.
import { TargetError } from '../../targets/target.js';
import { stops, timeAccount, within } from './waiting.js';

/** What is counted. */
export interface PlaceLimits {
  /** Names that one listing gives. */
  readonly names: number;
  /** Records that are read, and their bytes as they are stored. */
  readonly records: number;
  readonly bytes: number;
  /** How heavy opened contents may be in memory, in about as many bytes. */
  readonly content: number;
  /**
   * The time in which the place was waited for; what a person or a derivation takes is not counted. Each backup
   * that opens gives the place a little more.
   */
  readonly seconds: number;
  /** Derivations for its salts that this PC does not know: MiB of memory times passes over them. */
  readonly work: number;
}

/** More of each than a household needs in decades. The work is that of the dearest derivation there is. */
export const placeLimits: PlaceLimits = {
  names: 100_000,
  records: 20_000,
  bytes: 256 * 1024 * 1024,
  content: 96 * 1024 * 1024,
  seconds: 90,
  work: 4096,
};

/** How much longer a place may take for each of its backups that opened: nobody else can make such a one. */
const earnedMs = 50;

/** What all places of a run together may ask for in derivations; they are made in turn, place by place. */
export const runWork = 4 * placeLimits.work;

/** Starting a derivation costs something, too: as much as this. */
export const leastWork = 256;

/** How many bytes of records that may soon be opened are kept, so that they need not be read again. */
export const keptBytes = 4 * 1024 * 1024;

const meanings: Readonly<Record<keyof PlaceLimits, (limit: number) => string>> = {
  names: (limit) => `it lists more than ${limit.toLocaleString('en')} backups`,
  records: (limit) =>
    `more than ${limit.toLocaleString('en')} of its backups would have to be read`,
  bytes: (limit) => `more than ${mebibytes(limit)} MiB of it would have to be read`,
  content: (limit) => `what its backups say takes more than ${mebibytes(limit)} MiB`,
  seconds: (limit) => `it was waited for ${Math.round(limit)} s in all`,
  work: () => 'its backups are under more passphrases than are tried',
};

/** The account of one place in one run. */
export interface PlaceBudget {
  /** Why nothing more is read of the place; null while it keeps within its budget. */
  readonly broken: TargetError | null;
  /** Counts so much more. @throws TargetError `TOO_MUCH` beyond the limit, and ever after it. */
  readonly spend: (what: 'records' | 'bytes' | 'content', amount: number) => void;
  /** One more of its backups opened: it is worth some more waiting. */
  readonly earn: () => void;
  /** Whether a listing may give so many names. @throws TargetError `TOO_MUCH` */
  readonly allowNames: (count: number) => void;
  /** Counts the work where there is enough left; the place is not broken where there is not. */
  readonly takeWork: (amount: number) => boolean;
  readonly workTaken: () => number;
  /**
   * Waits for the place. One that does not answer a call (`TIMEOUT`) is given up, with all that it is waited
   * for: each further call would wait as long.
   * @throws TargetError `TOO_MUCH` when its time is over.
   */
  readonly inTime: <T>(signal: AbortSignal, call: (inner: AbortSignal) => Promise<T>) => Promise<T>;
  /**
   * Counts anew: a person wants to go on, or to try another passphrase. A place that was too slow stays
   * left off.
   */
  readonly renew: () => void;
}

/** A new account for the place of this name. */
export function placeBudget(name: string, limits: PlaceLimits = placeLimits): PlaceBudget {
  let broken: TargetError | null = null;
  let spent = { records: 0, bytes: 0, content: 0 };
  let work = 0;
  let isLate = false;
  const time = timeAccount(limits.seconds, earnedMs);
  const aborts = stops();
  const breakOn = (what: keyof PlaceLimits): TargetError => {
    isLate ||= what === 'seconds';
    broken ??= tooMuch(name, meanings[what](what === 'seconds' ? time.limit() : limits[what]));
    return broken;
  };
  const giveUp = (silent: TargetError): void => {
    isLate = true;
    broken ??= silent;
    aborts.endAll(broken);
  };
  return {
    get broken() {
      return broken;
    },
    spend: (what, amount) => {
      if (broken !== null) throw broken;
      spent[what] += amount;
      if (spent[what] > limits[what]) throw breakOn(what);
    },
    earn: time.earn,
    allowNames: (count) => {
      if (count > limits.names) throw breakOn('names');
    },
    takeWork: (amount) => {
      if (work + amount > limits.work) return false;
      work += amount;
      return true;
    },
    workTaken: () => work,
    inTime: async (signal, call) => {
      signal.throwIfAborted();
      if (broken !== null) throw broken;
      const stop = time.start();
      const late = (): Error => breakOn('seconds');
      try {
        const onAbort = (end: (reason: Error) => void) => aborts.add(signal, end);
        return await within(time.leftMs(), call, { late, onAbort });
      } catch (error) {
        if (error instanceof TargetError && error.code === 'TIMEOUT') giveUp(error);
        throw error;
      } finally {
        stop();
      }
    },
    renew: () => {
      if (isLate) return;
      broken = null;
      spent = { records: 0, bytes: 0, content: 0 };
      work = 0;
    },
  };
}

function tooMuch(name: string, why: string): TargetError {
  return new TargetError('TOO_MUCH', `${name} was left off: ${why}`, {
    hint: 'Look into the place: something else has filled it, or it does not work. What was read of it before counts.',
  });
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
