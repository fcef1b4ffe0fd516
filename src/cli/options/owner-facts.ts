// What an owner says of a key: what it is of, how it was sold, where and when it was bought.
import type { Command } from 'commander';
import { VaultError } from '../../errors.js';
import type { Channel } from '../../record/vocabulary.js';

/** The flags, as commander gives them. */
export interface OwnerFlags {
  readonly product?: string;
  readonly kind?: string;
  readonly seller?: string;
  readonly order?: string;
  readonly date?: string;
  readonly note?: string;
}

/** What an owner calls it, and the channel that it is. */
export const soldAs: Readonly<Record<string, Channel>> = {
  retail: 'Retail',
  sticker: 'OEM:COA',
  upgrade: 'Upgrade',
  volume: 'Volume:MAK',
};

/** Adds the flags. */
export function addOwnerOptions(command: Command): Command {
  return command
    .option('--product <name>', 'what it is the key of: "Windows 7 Home Premium"')
    .option('--kind <kind>', `how it was sold: ${Object.keys(soldAs).join(', ')}`)
    .option('--seller <name>', 'where it was bought')
    .option('--order <number>', 'the number of the order')
    .option('--date <date>', 'when it was bought: 2021-05-03')
    .option('--note <text>', 'anything else to remember');
}

/** The channel of the owner's word. @throws VaultError `USAGE` */
export function channelOf(kind: string): Channel {
  const channel = Object.hasOwn(soldAs, kind) ? soldAs[kind] : undefined;
  if (channel !== undefined) return channel;
  throw new VaultError('USAGE', `there is no kind ${kind}`, {
    hint: `The kinds are: ${Object.keys(soldAs).join(', ')}.`,
  });
}

/** The day as it is kept. @throws VaultError `USAGE` */
export function checkedDate(text: string): string {
  if (isDate(text)) return text;
  throw new VaultError('USAGE', `this is no date: ${text}`, { hint: 'Write it as 2021-05-03.' });
}

/** Whether the text is a day of the calendar. */
export function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) && isDay;
}
