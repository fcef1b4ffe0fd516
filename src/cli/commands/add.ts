// `vault add`: a key from a sticker, a box, an order or an e-mail, put to the backups of a PC.
import type { Command } from 'commander';
import { VaultError } from '../../errors.js';
import type { Channel } from '../../record/vocabulary.js';
import { addReport, outcomeStatus } from '../../report/stored-report.js';
import type { PcName } from '../../vault/run.js';
import type { TypedFacts } from '../../windows/typed-licence.js';
import {
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import {
  type TypedKeyFlags,
  addTypedKeyOptions,
  readProductKey,
} from '../options/typed-key-options.js';
import { type UnlockFlags, addUnlockOptions, unlockOrNew } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { stepWords } from '../terminal/step-words.js';
import { printJson, printable, say } from '../terminal/output.js';
import { pcNameWords } from '../terminal/vault-events.js';

interface Flags extends CommonFlags, UnlockFlags, TypedKeyFlags {
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
const kinds: Readonly<Record<string, Channel>> = {
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
  addCommonOptions(addUnlockOptions(command)).action(async (flags: Flags) => {
    finish(await add(flags));
  });
}

async function add(flags: Flags): Promise<number> {
  const facts = typedFacts(flags);
  const context = await startCommand(flags);
  const places = placesNamed('to', flags.to, context.config);
  const vault = openTerminalVault(places, context.signal, { addressed: sayMatch });
  const unlock = await unlockOrNew(flags, context.signal);
  const productKey = await readProductKey(flags, context.signal);
  const machine = flags.machine ?? null;
  const result = await vault.add({ unlock, productKey, facts, machine });
  if (context.json) printJson(addReport(result, stepWords));
  return outcomeStatus(result.outcomes);
}

function sayMatch(pc: PcName, product: string | null): void {
  if (product === null) say(`It is kept with the backups of ${pcNameWords(pc)}.`);
  else say(`It is the key of ${printable(product)} on ${pcNameWords(pc)}.`);
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
    purchasedOn: date === undefined ? null : checkedDate(date),
    note: note ?? null,
  };
}

function checkedDate(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && isDay) return text;
  throw new VaultError('USAGE', `this is no date: ${text}`, { hint: 'Write it as 2021-05-03.' });
}
