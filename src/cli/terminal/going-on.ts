// The question whether to go on where a place asks for more tries than are made unasked.
import type { LeftOut } from '../../vault/run.js';
import { printable } from './output.js';
import { askYesNo, canAsk } from './prompts.js';

/** Asks; without a terminal nobody goes on. */
export async function mayGoOn(left: readonly LeftOut[], signal: AbortSignal): Promise<boolean> {
  if (!canAsk()) return false;
  const each = left.map(({ place, count }) => `${count} in ${printable(place)}`).join(', ');
  return askYesNo(
    `Not all backups were tried (${each}): they are under many passphrases, or made up. Try more of them? That takes some seconds.`,
    signal,
  );
}
