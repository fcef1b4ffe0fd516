// Which entry of a PC's backups is meant: by its number in `list`, by the end of its key, or chosen at the
// terminal. And a yes before anything is changed.
import { toldTime } from '../../record/time.js';
import type { Command } from 'commander';
import { VaultError, hint } from '../../errors.js';
import type { Licence, RecordContent } from '../../record/schema.js';
import { shownKey } from '../../report/licence-words.js';
import { entryOf } from '../../vault/edit.js';
import { printable, say } from '../terminal/output.js';
import { localTime } from '../terminal/local-time.js';
import { licenceLines, pcLine } from '../terminal/licence-lines.js';
import { askChoice, askYesNo, canAsk } from '../terminal/prompts.js';

/** The flags that name an entry. */
export interface EntryFlags {
  readonly machine?: string;
  readonly entry?: string;
  readonly lastFive?: string;
  readonly yes?: true;
}

/** Adds the flags. */
export function addEntryOptions(command: Command): Command {
  return command
    .option('--machine <name>', 'the PC that it belongs to')
    .option('--entry <number>', 'the entry, by its number in the list')
    .option('--last-five <end>', 'the entry, by the last five characters of its key')
    .option('--yes', 'do not ask before it is done');
}

/** The number of the entry that is meant. @throws VaultError `USAGE` where none or several are */
export async function chosenEntry(
  pc: RecordContent,
  { entry, lastFive }: EntryFlags,
  signal: AbortSignal,
): Promise<number> {
  if (entry !== undefined) return numbered(pc, entry);
  if (lastFive !== undefined) return ended(pc, lastFive);
  if (!canAsk()) {
    throw new VaultError('USAGE', 'which entry is meant?', {
      hint: hint`Give --entry NUMBER or --last-five END. This shows both: ${{ do: 'list' }}`,
    });
  }
  const choices = pc.licences.map((licence, i) => ({
    value: String(i + 1),
    label: entryWords(licence),
  }));
  const question = `Which entry of ${pcLine(pc)}?`;
  return Number(await askChoice(question, choices, signal, { isNumbered: true }));
}

/**
 * The PC whose entry is meant, where nobody named one and there are several.
 * @returns null where nobody can be asked
 */
export async function chosenPc(
  pcs: readonly RecordContent[],
  signal: AbortSignal,
): Promise<RecordContent | null> {
  if (!canAsk()) return null;
  const choices = pcs.map((pc) => ({
    value: pc.machine.tag,
    label: pcLine(pc),
    hint: `last backup ${localTime(toldTime(pc, new Date()))}`,
  }));
  const chosen = await askChoice('Which PC?', choices, signal, { isNumbered: true });
  return pcs.find(({ machine }) => machine.tag === chosen) ?? null;
}

/** Shows the entry and asks for a yes. @throws VaultError `INTERRUPTED` where it is not given */
export async function confirmed(
  licence: Licence,
  question: string,
  { yes, signal }: { readonly yes: boolean; readonly signal: AbortSignal },
): Promise<void> {
  if (yes) return;
  if (!canAsk()) {
    throw new VaultError('USAGE', 'there is no terminal to ask whether it shall be done', {
      hint: 'Add --yes.',
    });
  }
  for (const line of licenceLines([licence], { indent: '  ', reveal: false })) say(line);
  if (await askYesNo(question, signal, { initial: false })) return;
  throw new VaultError('INTERRUPTED', 'nothing was changed');
}

/** `Windows 11 Pro  *****-*****-*****-*****-3V66T` */
function entryWords(licence: Licence): string {
  return printable(`${licence.product}  ${shownKey(licence, { reveal: false })}`);
}

function numbered(pc: RecordContent, text: string): number {
  const entry = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  entryOf(pc, entry);
  return entry;
}

function ended(pc: RecordContent, text: string): number {
  const end = text.trim().toUpperCase();
  const numbers = pc.licences.flatMap((one, i) => (one.lastFive === end ? [i + 1] : []));
  const [entry] = numbers;
  if (entry !== undefined && numbers.length === 1) return entry;
  const count = numbers.length === 0 ? 'no entry' : 'more than one entry';
  throw new VaultError('USAGE', `${count} has a key with that end`, {
    hint: hint`Give its number: --entry. This shows them: ${{ do: 'list' }}`,
  });
}
