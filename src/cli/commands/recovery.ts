// `vault recovery create|check`: a code on paper that opens the backups when the passphrase is lost.
import type { Command } from 'commander';
import { writerCost } from '../../crypto/kdf.js';
import { makeRecoveryCode } from '../../crypto/recovery-code.js';
import { VaultError, exitStatus } from '../../errors.js';
import { pull } from '../../vault/pull.js';
import { resealNewest, withRecoveryCode } from '../../vault/recovery.js';
import { type SessionOptions, openSession, storeInVault } from '../../vault/session.js';
import { stateFile } from '../../vault/memory/state-file.js';
import {
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import { deriveInWorker } from '../../household/derivation.js';
import { commandLine } from '../terminal/invocation.js';
import { outcomeJson, outcomeStatus, targetLines } from '../terminal/outcome-report.js';
import { printJson, say, sayWarning } from '../terminal/output.js';
import { statePath } from '../../household/paths.js';
import { asNamedTarget, choosePlaces } from '../../household/places.js';
import {
  type PassphraseFlags,
  addPassphraseOptions,
  passphraseSource,
} from '../options/passphrase-options.js';
import {
  type RecoveryFlags,
  readRecoveryCode,
  sayRecoveryCode,
} from '../options/recovery-code-options.js';
import { pcLine } from '../terminal/snapshot-report.js';

interface CreateFlags extends CommonFlags, PassphraseFlags {
  readonly to: readonly string[];
}

interface CheckFlags extends CommonFlags, RecoveryFlags {
  readonly from: readonly string[];
}

/** Adds the command and its two parts to the program. */
export function addRecoveryCommand(program: Command, finish: Finish): void {
  const recovery = program
    .command('recovery')
    .summary('make or check a code that opens the backups, too')
    .description('A code on paper that opens the backups when the passphrase is lost.');
  const create = recovery
    .command('create')
    .summary('make the code, to be kept on paper')
    .description('Make the recovery code and store the newest backup of each PC again with it.')
    .option('--to <place>', 'a place of the config or a place; repeatable', repeated, []);
  addCommonOptions(addPassphraseOptions(create)).action(async (flags: CreateFlags) => {
    finish(await createCode(flags));
  });
  const check = recovery
    .command('check')
    .summary('check a code that you wrote down')
    .description(
      'Check a recovery code that you wrote down: its typing, and that it opens the backups.',
    )
    .option('--from <place>', 'a place of the config or a place; repeatable', repeated, [])
    .option('--recovery-code-file <file>', 'read the code from a file');
  addCommonOptions(check).action(async (flags: CheckFlags) => {
    finish(await checkCode(flags));
  });
}

async function createCode(flags: CreateFlags): Promise<number> {
  const { config, json, signal } = await startCommand(flags);
  const targets = choosePlaces(flags.to, config, '--to').map(asNamedTarget);
  const passphrase = await passphraseSource(flags, signal);
  const state = stateFile(statePath());
  const lines = targetLines(targets);
  const options: SessionOptions = {
    ...{ targets, passphrase, state, signal, cost: writerCost },
    derive: deriveInWorker(signal),
    onTarget: (outcome) => {
      say(lines(outcome));
    },
    warn: sayWarning,
  };
  try {
    return await state.exclusively(async () => {
      const session = await openSession(options);
      if (session.vault.newest.length === 0) throw nothingToRecover();
      const code = await makeRecoveryCode();
      const vault = await withRecoveryCode(session.vault, code);
      sayRecoveryCode(code);
      const records = await resealNewest(vault, { minimumCost: writerCost });
      const outcomes = await storeInVault({ ...session, vault }, records, options);
      if (json) printJson({ targets: outcomes.map(outcomeJson) });
      const status = outcomeStatus(outcomes);
      const from = flags.to.flatMap((place) => ['--from', place]);
      if (status === exitStatus.nothingStored)
        say('No place has it, so this code is void: cross it out.');
      else say(`Try it once: ${commandLine('recovery', 'check', ...from)}`);
      return status;
    }, signal);
  } finally {
    await Promise.all(targets.map(({ target }) => target.close()));
  }
}

async function checkCode(flags: CheckFlags): Promise<number> {
  const { config, json, signal } = await startCommand(flags);
  const targets = choosePlaces(flags.from, config, '--from').map(asNamedTarget);
  const unlockWith = await readRecoveryCode(flags, signal);
  const derive = deriveInWorker(signal);
  try {
    const result = await pull({
      targets,
      unlockWith,
      derive,
      machine: null,
      signal,
      warn: sayWarning,
    });
    const pcs = result.opened.map(({ content }) => pcLine(content));
    if (json) printJson({ pcs });
    say(`The code is right. It opens the backups of: ${pcs.join(', ')}`);
    return result.reach.unreached.length > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
  } finally {
    await Promise.all(targets.map(({ target }) => target.close()));
  }
}

function nothingToRecover(): VaultError {
  return new VaultError('NO_RECORD', 'there is no backup yet that a code could open', {
    hint: 'Make the first one: vault push',
  });
}
