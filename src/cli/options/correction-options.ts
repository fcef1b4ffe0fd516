// What an entry shall say from now on: by flags, or asked one after the other with what it says now.
import { VaultError } from '../../errors.js';
import type { Licence } from '../../record/schema.js';
import { channels } from '../../record/vocabulary.js';
import type { Correction } from '../../vault/planning/correction.js';
import { askChoice, askLine, canAsk } from '../terminal/prompts.js';
import { type OwnerFlags, channelOf, checkedDate, isDate, soldAs } from './owner-facts.js';

const same = 'as it is';
const unknown = 'not known';

/** The correction that the flags give, or the person; an empty text takes a value away. */
export async function correctionOf(
  licence: Licence,
  flags: OwnerFlags,
  signal: AbortSignal,
): Promise<Correction> {
  const given = givenCorrection(flags);
  if (Object.keys(given).length > 0) return given;
  if (canAsk()) return askCorrection(licence, signal);
  throw new VaultError('USAGE', 'what shall be corrected?', {
    hint: 'Give --product, --kind, --seller, --order, --date or --note. An empty text takes it away.',
  });
}

/** @throws VaultError `USAGE` for an empty product, an unknown kind, or no date */
export function givenCorrection(flags: OwnerFlags): Correction {
  const { product, kind, seller, order, date, note } = flags;
  if (product?.trim() === '') throw new VaultError('USAGE', 'a key is always of some product');
  return {
    ...(product === undefined ? {} : { product }),
    ...(kind === undefined ? {} : { channel: kind === '' ? null : channelOf(kind) }),
    ...(seller === undefined ? {} : { seller: orNull(seller) }),
    ...(order === undefined ? {} : { orderNumber: orNull(order) }),
    ...(date === undefined ? {} : { purchasedOn: date === '' ? null : checkedDate(date) }),
    ...(note === undefined ? {} : { note: orNull(note) }),
  };
}

async function askCorrection(licence: Licence, signal: AbortSignal): Promise<Correction> {
  const product = await askLine('What is it the key of?', signal, {
    initial: licence.product,
    faultOf: (answer) => (answer.trim() === '' ? 'A key is always of some product.' : null),
  });
  const channel = await askChannel(licence, signal);
  const ask = async (question: string, now: string | null): Promise<string | null> =>
    orNull(await askLine(question, signal, { initial: now ?? '' }));
  const seller = await ask('Where was it bought?', licence.seller);
  const orderNumber = await ask('Number of the order?', licence.orderNumber);
  const purchasedOn = await askLine('When was it bought? (2021-05-03)', signal, {
    initial: licence.purchasedOn ?? '',
    faultOf: (answer) =>
      answer.trim() === '' || isDate(answer.trim()) ? null : 'Write it as 2021-05-03.',
  });
  const note = await ask('Anything to remember?', licence.note);
  return {
    ...{ product: product.trim(), channel, seller, orderNumber, note },
    purchasedOn: orNull(purchasedOn),
  };
}

async function askChannel({ channel }: Licence, signal: AbortSignal): Promise<string | null> {
  const kinds = Object.entries(soldAs).map(([kind, sold]) => ({
    value: kind,
    label: channels[sold],
  }));
  const now = { value: same, label: `As it is: ${channel ?? unknown}` };
  const none = { value: unknown, label: 'Not known' };
  const chosen = await askChoice('How was it sold?', [now, ...kinds, none], signal);
  if (chosen === same) return channel;
  return chosen === unknown ? null : channelOf(chosen);
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
