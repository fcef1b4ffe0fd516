// `vault add`: a key from a sticker, a box, an order or an e-mail, put to the backups of a PC.
import type { Command } from 'commander';
import { toHex } from '../bytes.js';
import { type TypedFacts, typedLicence } from '../collect/typed-licence.js';
import { writerCost } from '../crypto/kdf.js';
import { randomBytes } from '../crypto/sodium.js';
import { VaultError } from '../errors.js';
import { type AddressedPc, findPc, planAddition } from '../vault/add.js';
import { type SessionOptions, openSession, storeInVault } from '../vault/session.js';
import { stateFile } from '../vault/state-file.js';
import type { UnlockedVault } from '../vault/unlock.js';
import {
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from './command.js';
import { deriveInWorker } from './derivation.js';
import { outcomeJson, outcomeStatus, targetLines } from './outcome-report.js';
import { printJson, printable, say, sayWarning } from './output.js';
import { statePath } from './paths.js';
import { asNamedTarget, choosePlaces } from './places.js';
import {
  type PassphraseFlags,
  addPassphraseOptions,
  passphraseSource,
} from './passphrase-options.js';
import { offerRecovery } from './recovery-offer.js';
import { type TypedKeyFlags, addTypedKeyOptions, readProductKey } from './typed-key-options.js';
import { tool } from './version.js';
import { withRecoveryCode } from '../vault/recovery.js';

interface Flags extends CommonFlags, PassphraseFlags, TypedKeyFlags {
  readonly to: readonly string[];
  readonly machine?: string;
  readonly product?: string;
  readonly kind?: string;
  readonly seller?: string;
  readonly order?: string;
  readonly date?: string;
  readonly note?: string;
}

/** What an owner calls it, and the channel that it is. */
const kinds: Readonly<Record<string, string>> = {
  retail: 'Retail',
  sticker: 'OEM:COA',
  upgrade: 'Upgrade',
  volume: 'Volume:MAK',
};

/** Adds the command to the program. */
export function addAddCommand(program: Command, finish: Finish): void {
  const command = program
    .command('add')
    .summary('add a key from a sticker, a box or an e-mail')
    .description(
      'Asks for a product key, checks it for typing errors, compares it with the installed one, and stores it with the backups of a PC. The key is never given on the command line, where other programs could read it.',
    )
    .option('--machine <name>', 'the PC that it belongs to; a new name makes a new PC')
    .option('--product <name>', 'what it is the key of: "Windows 7 Home Premium"')
    .option('--kind <kind>', `how it was sold: ${Object.keys(kinds).join(', ')}`)
    .option('--seller <name>', 'where it was bought')
    .option('--order <number>', 'the number of the order')
    .option('--date <date>', 'when it was bought: 2021-05-03')
    .option('--note <text>', 'anything else to remember')
    .option('--to <place>', 'a place of the config or a place; repeatable', repeated, []);
  addTypedKeyOptions(command);
  addCommonOptions(addPassphraseOptions(command)).action(async (flags: Flags) => {
    finish(await add(flags));
  });
}

async function add(flags: Flags): Promise<number> {
  const facts = typedFacts(flags);
  const { config, json, signal } = await startCommand(flags);
  const targets = choosePlaces(flags.to, config, '--to').map(asNamedTarget);
  const passphrase = await passphraseSource(flags, signal);
  const productKey = await readProductKey(flags, signal);
  const state = stateFile(statePath());
  const lines = targetLines(targets);
  const options: SessionOptions = {
    ...{ targets, passphrase, state, signal, cost: writerCost, warn: sayWarning },
    derive: deriveInWorker(signal),
    onTarget: (outcome) => {
      say(lines(outcome));
    },
  };
  try {
    return await state.exclusively(async () => {
      const opened = await openSession(options);
      const session = { ...opened, vault: await withOffer(opened.vault, signal) };
      const pc = await addressedPc(session.vault, flags.machine ?? null);
      const now = new Date();
      const known = pc.kind === 'known' ? pc.content : null;
      const typed = typedLicence(productKey, facts, { pc: known, now });
      sayMatch(pc, typed.match?.product ?? null);
      const plan = { vault: session.vault, now, tool, force: false, minimumCost: writerCost };
      const record = await planAddition(pc, typed, { ...plan, warn: sayWarning });
      const outcomes = await storeInVault(session, [record], options);
      if (json) printJson({ records: [record.name], targets: outcomes.map(outcomeJson) });
      return outcomeStatus(outcomes);
    }, signal);
  } finally {
    await Promise.all(targets.map(({ target }) => target.close()));
  }
}

async function withOffer(vault: UnlockedVault, signal: AbortSignal): Promise<UnlockedVault> {
  const code = vault.isNew ? await offerRecovery(signal) : null;
  return code === null ? vault : withRecoveryCode(vault, code);
}

async function addressedPc(vault: UnlockedVault, name: string | null): Promise<AddressedPc> {
  const content = findPc(vault, name);
  if (content !== null) return { kind: 'known', content };
  if (name !== null) return { kind: 'new', name, tag: toHex(await randomBytes(8)) };
  throw new VaultError('USAGE', 'there is no PC yet that the key could belong to', {
    hint: 'Give the PC a name: --machine "Old laptop"',
  });
}

function sayMatch(pc: AddressedPc, product: string | null): void {
  const name = pc.kind === 'known' ? (pc.content.machine.name ?? pc.content.machine.tag) : pc.name;
  if (product === null) say(`It is kept with the backups of ${printable(name)}.`);
  else say(`It is the key of ${printable(product)} on ${printable(name)}.`);
}

function typedFacts(flags: Flags): TypedFacts {
  const { product, kind, seller, order, date, note } = flags;
  const channel = kind === undefined ? null : kinds[kind];
  if (channel === undefined) {
    throw new VaultError('USAGE', `there is no kind ${kind ?? ''}`, {
      hint: `The kinds are: ${Object.keys(kinds).join(', ')}.`,
    });
  }
  return {
    product: product ?? null,
    channel,
    seller: seller ?? null,
    orderNumber: order ?? null,
    purchasedOn: date ?? null,
    note: note ?? null,
  };
}
