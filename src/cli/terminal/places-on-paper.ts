// Places as they stand on paper: what leads there from a PC that knows nothing. Never a secret.
import { type Place, factsForPaper } from '../../household/places.js';
import type { SheetPlace } from '../../restore/sheet/on-paper.js';
import { TargetError } from '../../targets/target.js';
import { isScanned } from '../scanned-places.js';
import { quotedFor, shellAtHand } from './shell-words.js';

/** The places, each once; scans are none. What is not at hand of one is left out. */
export async function placesOnPaper(places: readonly Place[]): Promise<readonly SheetPlace[]> {
  const usable = places.filter((place) => !isScanned(place) && place.fault === null);
  const papers = await Promise.all(usable.map(placeOnPaper));
  // A place of the config may be typed, too, and then lacks the id that the config has.
  const identities = papers.map(({ facts }, i) => JSON.stringify([usable[i]?.kind.kind, facts]));
  return papers.filter((_, i) => identities.indexOf(identities[i] ?? '') === i);
}

async function placeOnPaper(place: Place): Promise<SheetPlace> {
  const facts = await factsForPaper(place);
  const name = place.adHoc ? place.kind.describe(place.options) : place.name;
  return { name, facts, line: await lineOf(place) };
}

/** What is typed on another PC, where the place can be reached from there. */
async function lineOf(place: Place): Promise<string | null> {
  if (place.kind.isOnlyOne) return null;
  try {
    // Whole, also where a folder was typed as it lies from here: the paper is read elsewhere.
    const words = await place.kind.words(place.options);
    const quoted = words.map((word) => quotedFor(shellAtHand(), word));
    return ['vault', 'pull', '--from', ...quoted].join(' ');
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}
