// `vault add`: a key from a sticker, a box, an order or an e-mail, put to the backups of a PC.
import type { Command } from 'commander';
import { addReport, outcomeStatus } from '../../report/stored-report.js';
import type { PcName } from '../../vault/run.js';
import type { TypedFacts } from '../../windows/typed-licence.js';
import {
  type CommonFlags,
  type DryRunFlags,
  type Finish,
  addCommonOptions,
  addDryRunOption,
  asToldBy,
  nothingStored,
  startCommand,
} from '../command.js';
import {
  type OwnerFlags,
  addOwnerOptions,
  channelOf,
  checkedDate,
} from '../options/owner-facts.js';
import { askChannelOf, askProduct } from '../options/product-choices.js';
import {
  type GivenKey,
  type TypedKeyFlags,
  addTypedKeyOptions,
  readProductKey,
} from '../options/typed-key-options.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, unlockOrNew } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { stepWords } from '../terminal/step-words.js';
import { printJson, printable, say } from '../terminal/output.js';
import { canAsk } from '../terminal/prompts.js';
import { pcNameWords } from '../terminal/vault-events.js';

interface Flags extends CommonFlags, DryRunFlags, UnlockFlags, ToFlags, TypedKeyFlags, OwnerFlags {
  readonly machine?: string;
}

/** Adds the command to the program. */
export function addAddCommand(program: Command, finish: Finish): void {
  const command = program
    .command('add')
    .summary('add a key from a sticker, a box or an e-mail')
    .description(
      'Asks for a product key, checks it for typing errors, compares it with the installed one, and stores it with the backups of a PC. The key is never given on the command line, where other programs could read it.',
    )
    .option('--machine <name>', 'the PC that it belongs to; a new name makes a new PC');
  addTypedKeyOptions(addOwnerOptions(addPlaceOptions(command, 'to')));
  addCommonOptions(addDryRunOption(addUnlockOptions(command))).action(async (flags: Flags) => {
    finish(await add(flags));
  });
}

async function add(flags: Flags): Promise<number> {
  const given = typedFacts(flags);
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  const own = { addressed: sayMatch({ isDryRun: flags.dryRun === true }) };
  const vault = openTerminalVault(places, context, own, asToldBy(flags));
  const unlock = await unlockOrNew(flags, context.signal);
  const key = await readProductKey(flags, context.signal);
  const facts = await completedFacts(given, key, { flags, signal: context.signal });
  const machine = flags.machine ?? null;
  const result = await vault.add({ unlock, ...key, facts, machine });
  if (context.json) printJson(addReport(result, stepWords));
  if (result.isDryRun) say(nothingStored);
  return outcomeStatus(result.outcomes);
}

/** What the flags leave open is asked for at a terminal where the key is typed there, too. */
async function completedFacts(
  facts: TypedFacts,
  key: GivenKey,
  { flags, signal }: { readonly flags: Flags; readonly signal: AbortSignal },
): Promise<TypedFacts> {
  if (!canAsk() || flags.keyFile !== undefined || flags.keyStdin === true) return facts;
  const product = facts.product ?? (await askProduct(key, signal));
  const channel = facts.channel ?? (await askChannelOf(signal));
  return { ...facts, product, channel };
}

function sayMatch({ isDryRun }: { readonly isDryRun: boolean }) {
  const kept = isDryRun ? 'would be kept' : 'is kept';
  return (pc: PcName, product: string | null): void => {
    if (product === null) say(`It ${kept} with the backups of ${pcNameWords(pc)}.`);
    else say(`It is the key of ${printable(product)} on ${pcNameWords(pc)}.`);
  };
}

function typedFacts(flags: OwnerFlags): TypedFacts {
  const { product, kind, seller, order, date, note } = flags;
  return {
    product: product ?? null,
    channel: kind === undefined ? null : channelOf(kind),
    seller: seller ?? null,
    orderNumber: order ?? null,
    purchasedOn: date === undefined ? null : checkedDate(date),
    note: note ?? null,
  };
}
