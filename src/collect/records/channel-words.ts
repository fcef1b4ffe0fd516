// How a key was sold, in the words of programs and of people. The first row that fits counts: the ones
// that say more stand before those that say less.
import type { Channel } from '../../record/vocabulary.js';

type ChannelRow = readonly [words: RegExp, channel: Channel];

/** Words that mean a channel wherever they stand. */
const anywhere: readonly ChannelRow[] = [
  [/\bOEM[:_ -]DM\b/i, 'OEM:DM'],
  [/\bOEM[:_ -]SLP\b/i, 'OEM:SLP'],
  [/\bOEM[:_ -]COA/i, 'OEM:COA'],
  [/\bOEM[:_ -]NON-?SLP\b/i, 'OEM:NONSLP'],
  [/\bVolume[:_ -]?(?:GVLK|KMS)|\bKMS[_ -]?Client|\bGVLK\b/i, 'Volume:GVLK'],
  [/\bVolume[:_ -]?MAK\b|\bMAK\b|(?:^|_)MAK(?=_|$)|\bMultiple Activation Key/i, 'Volume:MAK'],
  [/\bRetail:TB:Eval|TIMEBASED_EVAL/i, 'Retail:TB:Eval'],
];

/** Words of which people speak in other meanings, too: only where a label says that it is the channel. */
const underLabel: readonly ChannelRow[] = [
  [/\b(?:trial|evaluation|eval)\b/i, 'Retail:TB:Eval'],
  [/retail|\bFPP\b|einzelhandel/i, 'Retail'],
  [/\bupgrade\b|\bupdate\b/i, 'Upgrade'],
  [/\bOEM\b/i, 'OEM'],
  [/volum|\bVL\b/i, 'Volume'],
];

const asWord: readonly ChannelRow[] = [
  [/\bRetail\b/i, 'Retail'],
  [/\bOEM\b/, 'OEM'],
];

/** The channel that a value of the channel's own label says; null where it says none that is known. */
export function channelOfValue(text: string): Channel | null {
  return firstOf([...anywhere, ...underLabel], text);
}

/** The channel that words beside a key or a product say; null where none, or several, are named. */
export function channelInWords(text: string): Channel | null {
  const exact = firstOf(anywhere, text);
  if (exact !== null) return exact;
  const said = asWord.filter(([words]) => words.test(text)).map(([, channel]) => channel);
  return said.length === 1 ? (said[0] ?? null) : null;
}

function firstOf(rows: readonly ChannelRow[], text: string): Channel | null {
  return rows.find(([words]) => words.test(text))?.[1] ?? null;
}
