// `vault push`: find the keys, seal them, store copies, read them back.
import type { Command } from 'commander';
import { toHex } from '../../bytes.js';
import { writerCost } from '../../crypto/kdf.js';
import { randomBytes } from '../../crypto/sodium.js';
import {
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import { deriveInWorker } from '../../household/derivation.js';
import { askForPlaces } from '../terminal/first-run.js';
import { offerRecovery } from '../terminal/recovery-offer.js';
import { statePath } from '../../household/paths.js';
import { asNamedTarget, choosePlaces } from '../../household/places.js';
import {
  type PassphraseFlags,
  addPassphraseOptions,
  passphraseSource,
} from '../options/passphrase-options.js';
import { askWhichPc } from '../terminal/pc-question.js';
import { pushReport } from '../terminal/push-report.js';
import { addSourceOptions, collectSources, type SourceFlags } from '../options/source-options.js';
import { tool } from '../../household/version.js';
import { type PushOptions, push } from '../../vault/push.js';
import { stateFile } from '../../vault/memory/state-file.js';

interface Flags extends CommonFlags, PassphraseFlags, SourceFlags {
  readonly to: readonly string[];
  readonly force?: true;
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
      '--to <place>',
      'a place of the config, a folder, credential-store or s3://bucket/prefix; repeatable',
      repeated,
      [],
    )
    .option('--force', 'store a new backup even when nothing changed')
    .option('--generate-passphrase', 'make a new passphrase of six words and show it')
    .addHelpText(
      'after',
      `
Examples:
  vault push --to E:\\product-key-vault --generate-passphrase     the first time, to a stick
  vault push                                                     later, to the places of the config
  vault push --from D:\\ --to E:\\product-key-vault                the disk of a dead PC

Exit status: 0 stored everywhere, 3 some places failed, 4 nothing stored,
5 stored, but no copy outlives a reinstall of this PC. All others: docs/cli.md`,
    );
  addCommonOptions(addPassphraseOptions(addSourceOptions(command))).action(async (flags: Flags) => {
    finish(await runPush(flags));
  });
}

async function runPush(flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  // A part of a push that fails stops the others: no question is left on the screen.
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, failed.signal]);
  const { json } = context;
  const isFirst = flags.to.length === 0 && context.config.targets.length === 0;
  const config = isFirst ? await askForPlaces(context) : context.config;
  const places = choosePlaces(flags.to, config, '--to');
  const passphrase = await passphraseSource(flags, signal);
  const targets = places.map(asNamedTarget);
  const now = new Date();
  const report = pushReport({ json, passphrase, places: targets });
  const options: PushOptions = {
    targets,
    passphrase,
    collect: () => collectSources(flags, { now, signal }),
    state: stateFile(statePath()),
    derive: deriveInWorker(signal),
    cost: writerCost,
    minimumCost: writerCost,
    now,
    newTag: () => randomBytes(8).then(toHex),
    tool,
    force: flags.force === true,
    askWhichPc: (snapshot, candidates) => askWhichPc(snapshot, candidates, signal),
    offerRecovery: () => offerRecovery(signal),
    signal,
    ...report.events,
  };
  try {
    return report.end(await push(options));
  } finally {
    failed.abort();
    await Promise.all(targets.map(({ target }) => target.close()));
  }
}
