// `vault push`: find the keys, seal them, store copies, read them back.
import type { Command } from 'commander';
import { exampleText } from '../terminal/examples.js';
import { exampleStick } from '../../household/example-place.js';
import { areExamples } from '../../household/example-source.js';
import { keptKey } from '../../household/kept-key.js';
import type { Config } from '../../household/config.js';
import { asTargetAddress } from '../../household/places.js';
import { pushReport, pushStatus } from '../../report/stored-report.js';
import {
  type CommonFlags,
  type DryRunFlags,
  type Finish,
  addCommonOptions,
  addDryRunOption,
  startCommand,
} from '../command.js';
import {
  type NewWordsFlags,
  addNewWordsOptions,
  checkNewWords,
  wordsHandedOver,
} from '../options/new-words.js';
import {
  type EarlierFlags,
  addEarlierOption,
  earlierPassphrase,
} from '../options/earlier-options.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { addSourceOptions, collectSources, type SourceFlags } from '../options/source-options.js';
import { type UnlockFlags, addUnlockOptions, unlockOrNew } from '../options/unlock-options.js';
import type { Collection } from '../../collect/collector.js';
import { exitStatus, exitStatusOf } from '../../errors.js';
import type { AwaitRequest } from '../../vault/await-places.js';
import { type PushResult, checkHasKeys } from '../../vault/push.js';
import { type PresenceFlags, addPresenceOptions, waitingOf } from '../options/presence-options.js';
import { openTerminalVault, placesChosen } from '../terminal-vault.js';
import type { SyncResult } from '../../vault/sync.js';
import { offerHealing } from '../terminal/offer-healing.js';
import { offerToKeep } from '../terminal/keep-place.js';
import { holdKeyboard } from '../terminal/keyboard.js';
import { canAsk } from '../terminal/prompts.js';
import { askForPlaces } from '../terminal/first-run.js';
import { stepWords } from '../terminal/step-words.js';
import { printJson } from '../terminal/output.js';
import { wayBack } from '../terminal/way-back.js';
import { sayFound, sayPushed } from '../terminal/push-words.js';

interface Flags
  extends
    CommonFlags,
    DryRunFlags,
    UnlockFlags,
    SourceFlags,
    ToFlags,
    NewWordsFlags,
    PresenceFlags,
    EarlierFlags {
  readonly force?: true;
  readonly json?: true;
}

/** Adds the command to the program. */
export function addPushCommand(program: Command, finish: Finish): void {
  const command = program
    .command('push')
    .summary('back up the product keys to your places')
    .description(
      'Finds the product keys of this PC (or of another disk or an export), seals them with your passphrase, stores a copy in each place and reads it back.',
    )
    .option(
      '--force',
      'store a new backup even when nothing changed, and in a place that was emptied',
    )
    .addHelpText(
      'after',
      exampleText([
        [['push', '--to', exampleStick, '--generate-passphrase'], 'the first time, to a stick'],
        [['push'], 'later, to the places of the config'],
        [['push', '--from', 'D:\\', '--to', exampleStick], 'the disk of a dead PC'],
      ]),
    );
  addPresenceOptions(addEarlierOption(addPlaceOptions(command, 'to')));
  addSourceOptions(addNewWordsOptions(command));
  addCommonOptions(addDryRunOption(addUnlockOptions(command))).action(async (flags: Flags) => {
    finish(await runPush(flags));
  });
}

/** Whether there is none, and nothing that was kept is merely not understood. */
function isEmpty({ entries, fault }: Config): boolean {
  return entries.length === 0 && fault === null;
}

async function runPush(flags: Flags): Promise<number> {
  checkNewWords(flags);
  const waiting = waitingOf(flags);
  const context = await startCommand(flags);
  const { signal } = context;
  const isDryRun = flags.dryRun === true;
  // A dry run keeps no places in the config, so it asks for none.
  const isFirst = !isDryRun && flags.to.length === 0 && isEmpty(context.config);
  const collect = (inner: AbortSignal): Promise<Collection> =>
    collectSources(flags, { now: new Date(), signal: inner });
  // Nobody is asked for places where there is nothing to back up.
  if (isFirst) holdKeyboard();
  const early = isFirst && canAsk() ? await collect(signal) : null;
  if (early !== null) checkHasKeys(early);
  const config = isFirst ? await askForPlaces(context) : context.config;
  const places = await placesChosen('to', flags, { config, signal });
  const unlock = await unlockOrNew(flags, signal);
  const own = { found: sayFound, newVaultReady: wordsHandedOver(unlock, flags) };
  const isOfExamples = flags.external !== true && (await areExamples(flags.from));
  const addresses = places.map(asTargetAddress);
  const vault = openTerminalVault(addresses, context, own, { isOfExamples, isDryRun });
  const push = (): Promise<PushResult> =>
    vault.push({
      unlock,
      collect: early === null ? collect : () => Promise.resolve(early),
      force: flags.force === true,
      earlier: earlierPassphrase(flags),
    });
  if (waiting !== null) {
    const meanwhile = await pushedMeanwhile(flags, { push, signal: context.signal });
    await vault.awaitPlaces({ ...waiting, ...meanwhile });
  }
  const result = await push();
  if (context.json) printJson(pushReport(result, stepWords));
  sayPushed(result, await wayBack(result.restoreFrom, places));
  const stored = result.outcomes.filter(({ error }) => error === null);
  const kept = places.filter(({ name }) => stored.some(({ target }) => target === name));
  if (!context.json && !isOfExamples && !isDryRun) await offerToKeep(kept, context);
  if (!context.json && !isDryRun && unlock.kind !== 'generated') {
    const heal = (): Promise<SyncResult> => openTerminalVault(addresses, context).sync({ unlock });
    await offerHealing(result.warnings, heal, signal);
  }
  return pushStatus(result);
}

/**
 * A bucket need not wait for the stick: it gets its backup at once, where nobody has to be asked for the
 * passphrase a second time.
 */
async function pushedMeanwhile(
  flags: Flags,
  { push, signal }: { readonly push: () => Promise<PushResult>; readonly signal: AbortSignal },
): Promise<Pick<AwaitRequest, 'meanwhile'>> {
  const { passphraseFile, passphraseCommand, recoveryCodeFile } = flags;
  const again = [passphraseFile, passphraseCommand, recoveryCodeFile];
  const isGiven = again.some((source) => source !== undefined);
  if (!isGiven && (await keptKey(signal)) === null) return {};
  const meanwhile = async (): Promise<void> => {
    try {
      await push();
    } catch (error) {
      // No place took it yet: the push after the waiting tells of those that still do not.
      if (exitStatusOf(error) !== exitStatus.noTargetReached) throw error;
    }
  };
  return { meanwhile };
}
