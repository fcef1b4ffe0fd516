// What is wrong with a hive, gathered while the rest of it is read. Only format errors are damage; any
// other error is passed on.
import { FormatError } from '../../bytes.js';
import { type Warning, warning } from '../../record/warning.js';

/** A hostile hive can be wrong in a million places; a person reads a few of them. */
const warningsKept = 50;
/** So much damage is no accident, and only costs time: nothing more is read then. */
const mostDamage = 10_000;

/** The stable codes of what a hive may be warned of. */
export type HiveWarningCode = 'dirty-hive' | 'damaged-hive' | 'value-unreadable' | 'log-refused';

/** Gathers the warnings of one hive. */
export interface HiveWarnings {
  /** Adds one, unless the same was added before. */
  add(code: HiveWarningCode, message: string): void;
  /** Ends the reading of the hive: why, as a sentence without its end. */
  giveUp(reason: string): void;
  /** Whether nothing more is to be read, for too much damage or since it was given up. */
  isExhausted(): boolean;
  /** Every warning, in the order of their coming. */
  list(): readonly Warning[];
}

/** Damage in one key, to be told with the key's path. */
export interface Damage {
  add(message: string): void;
  /**
   * What `read` gives, or null and a warning where the bytes are not of their form. Once there was too
   * much damage it reads no more and gives null.
   */
  salvage<T>(read: () => T): T | null;
}

/** No warnings yet. @param location the hive's file, as the warnings name it. */
export function hiveWarnings(location: string): HiveWarnings {
  const kept = new Map<string, Warning>();
  let met = 0;
  let leftOut = 0;
  let end: string | null = null;
  return {
    add: (code, message) => {
      met += 1;
      if (kept.has(message)) return;
      if (kept.size < warningsKept) kept.set(message, warning(code, message, location));
      else leftOut += 1;
      if (met === mostDamage) end ??= 'it is damaged in too many places';
    },
    giveUp: (reason) => {
      end ??= reason;
    },
    isExhausted: () => end !== null,
    list: () => {
      const more = leftOut === 0 ? [] : [`${leftOut} more damaged places were met`];
      const rest = end === null ? [] : [`${end}: the rest of the hive was not read`];
      const closing = [...more, ...rest].map((message) => {
        return warning('damaged-hive', message, location);
      });
      return [...kept.values(), ...closing];
    },
  };
}

/** Damage that is reported as `code` with the path of the key in front. */
export function damageAt(warnings: HiveWarnings, path: string, code: HiveWarningCode): Damage {
  const add = (message: string): void => {
    warnings.add(code, `${path === '' ? 'the root key' : path}: ${message}`);
  };
  return {
    add,
    salvage: (read) => {
      if (warnings.isExhausted()) return null;
      try {
        return read();
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        // what it was given up for is told once, and not where
        if (!warnings.isExhausted()) add(error.message);
        return null;
      }
    },
  };
}
