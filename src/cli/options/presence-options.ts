// `--when-present`: a push that waits for a stick.
import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { VaultError } from '../../errors.js';
import type { AwaitRequest } from '../../vault/await-places.js';

/** The flags as commander gives them. */
export interface PresenceFlags {
  readonly whenPresent?: true;
  readonly waitAtMost?: number;
}

/** Half a day: somebody who starts it in the morning and plugs the stick in in the evening is served. */
const usualMinutes = 12 * 60;
/** A week. */
const mostMinutes = 7 * 24 * 60;
/** How often is looked whether it is there. */
const everyMs = 10_000;

/** Adds the flags. */
export function addPresenceOptions(command: Command): Command {
  return command
    .option('--when-present', 'wait until the folders that are named are there: for a stick')
    .option(
      '--wait-at-most <minutes>',
      `how long --when-present waits (${usualMinutes} unless told)`,
      wholeMinutes,
    );
}

/**
 * How long is waited; null for not at all.
 * @throws VaultError `USAGE` for flags that do not go together
 */
export function waitingOf({ whenPresent, waitAtMost }: PresenceFlags): AwaitRequest | null {
  if (whenPresent === true)
    return { atMostMs: (waitAtMost ?? usualMinutes) * 60_000, everyMs, sleep };
  if (waitAtMost === undefined) return null;
  throw new VaultError('USAGE', '--wait-at-most says how long --when-present waits', {
    hint: 'Give both, or neither.',
  });
}

function wholeMinutes(text: string): number {
  const minutes = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (minutes >= 1 && minutes <= mostMinutes) return minutes;
  throw new InvalidArgumentError(`Minutes from 1 to ${mostMinutes} are expected.`);
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
