// `vault edit` and `vault remove-key`: one entry of a PC's backups corrected, or left out from now on.
import type { Command } from 'commander';
import { addReport, outcomeStatus } from '../../report/stored-report.js';
import { type Change, entryOf } from '../../vault/edit.js';
import type { RecordContent } from '../../record/schema.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { correctionOf, givenCorrection } from '../options/correction-options.js';
import {
  type EntryFlags,
  addEntryOptions,
  chosenEntry,
  chosenPc,
  confirmed,
} from '../options/entry-options.js';
import { type OwnerFlags, addOwnerOptions } from '../options/owner-facts.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { printJson, say } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';

interface Flags extends CommonFlags, UnlockFlags, ToFlags, EntryFlags {}

/** Adds `edit` to the program. */
export function addEditCommand(program: Command, finish: Finish): void {
  const command = program
    .command('edit')
    .summary('correct what a backup says of a key')
    .description(
      'Corrects one entry: what it is the key of, how it was sold, where and when it was bought, the note. At a terminal it asks; an empty text takes a value away.',
    )
    .addHelpText(
      'after',
      exampleText([
        [['edit'], 'choose the entry, and answer with Enter what is right'],
        [['edit', '--entry', '2', '--note', 'from the blue box'], 'one value, by its number'],
      ]),
    );
  addOwnerOptions(addEntryOptions(command));
  addPlacesAndUnlock(command).action(async (flags: Flags & OwnerFlags) => {
    givenCorrection(flags);
    const choose = async (pc: RecordContent, signal: AbortSignal): Promise<Change> => {
      const entry = await chosenEntry(pc, flags, signal);
      const licence = entryOf(pc, entry);
      const correction = await correctionOf(licence, flags, signal);

      await confirmed({ ...licence, ...correction }, 'Keep it like this?', {
        yes: flags.yes === true,
        signal,
      });
      return { kind: 'correct', entry, correction };
    };
    finish(await change(flags, choose, 'Corrected. The backup before keeps it as it was.'));
  });
}

/** Adds `remove-key` to the program. */
export function addRemoveKeyCommand(program: Command, finish: Finish): void {
  const command = program
    .command('remove-key')
    .summary('leave a key out of the backups from now on')
    .description(
      'Leaves one entry out of the next backup and of all that follow. The backups of before keep it. A push that finds the key on the PC brings it back.',
    )
    .addHelpText('after', exampleText([[['remove-key'], 'choose the entry from a list']]));
  addEntryOptions(command);
  addPlacesAndUnlock(command).action(async (flags: Flags) => {
    const choose = async (pc: RecordContent, signal: AbortSignal): Promise<Change> => {
      const entry = await chosenEntry(pc, flags, signal);

      await confirmed(entryOf(pc, entry), 'Leave it out from now on?', {
        yes: flags.yes === true,
        signal,
      });
      return { kind: 'remove', entry };
    };
    finish(await change(flags, choose, 'Left out from now on. The backup before keeps it.'));
  });
}

function addPlacesAndUnlock(command: Command): Command {
  return addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'to')));
}

async function change(
  flags: Flags,
  choose: (pc: RecordContent, signal: AbortSignal) => Promise<Change>,
  done: string,
): Promise<number> {
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  const unlock = await existingUnlock(flags, context.signal)();
  const vault = openTerminalVault(places, context);
  const result = await vault.edit({
    ...{ unlock, machine: flags.machine ?? null, choose, choosePc: chosenPc },
  });
  if (context.json) printJson(addReport(result, stepWords));
  if (result.outcomes.some(({ error }) => error === null)) say(done);
  return outcomeStatus(result.outcomes);
}
