// The verdicts on the screen: green where all comes back, yellow where something is left to do, red where
// a key is missing.
import type { Snapshot } from '../../record/schema.js';
import { type Verdict, verdictOf } from '../../report/verdict.js';
import { verdictLines } from '../../report/verdict-words.js';
import type { Pc, WindowsReturn } from '../../report/windows-return.js';
import type { Tone } from './colour.js';
import { printable } from './output.js';

const tones: Readonly<Record<WindowsReturn, Tone>> = {
  'comes-back': 'good',
  'own-key': 'good',
  organisation: 'good',
  none: 'good',
  unknown: 'caution',
  trial: 'caution',
  'not-activated': 'caution',
  'needs-key': 'bad',
};

/** A line for each PC, in the colour of its verdict. */
export function verdictsOn(
  pcs: readonly (Pc & Pick<Snapshot, 'machine'>)[],
  toned: (tone: Tone, text: string) => string,
): string[] {
  return verdictLines(pcs).map((line, i) => {
    const pc = pcs[i];
    return pc === undefined ? line : toned(toneOf(verdictOf(pc)), printable(line));
  });
}

function toneOf({ windows, toFind }: Pick<Verdict, 'windows' | 'toFind'>): Tone {
  const tone = tones[windows];
  return tone === 'good' && toFind > 0 ? 'caution' : tone;
}
