// The question which PC it is, when the facts half agree with an earlier one.
import { toldTime } from '../../record/time.js';
import type { RecordContent, Snapshot } from '../../record/schema.js';
import { askChoice, canAsk } from './prompts.js';
import { sayCaution } from './output.js';
import { localTime } from './local-time.js';
import { pcLine } from './licence-lines.js';

const none = 'none';

/**
 * Lets the owner choose; null for "none of them". Without a terminal it is taken for a PC of its own:
 * that can be joined later, mixed-up licences could not be told apart again.
 */
export async function askWhichPc(
  snapshot: Snapshot,
  candidates: readonly RecordContent[],
  signal: AbortSignal,
): Promise<RecordContent | null> {
  if (!canAsk()) {
    sayCaution(`${pcLine(snapshot)} may be a PC that was backed up before; it is kept apart`);
    return null;
  }
  const choices = candidates.map((content) => ({
    value: content.machine.tag,
    label: pcLine(content),
    hint: `last backup ${localTime(toldTime(content, new Date()))}`,
  }));
  const chosen = await askChoice(
    `Is ${pcLine(snapshot)} one of these PCs, reinstalled or repaired?`,
    [...choices, { value: none, label: 'No, another PC' }],
    signal,
  );
  return candidates.find((content) => content.machine.tag === chosen) ?? null;
}
