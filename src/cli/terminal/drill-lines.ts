// How a rehearsal went: what each place alone would give back.
import { countWords } from '../../report/verdict-words.js';
import { verdictOf } from '../../report/verdict.js';
import type { DrillResult, DrilledPlace } from '../../vault/drill.js';
import { type PcNamer, pcNamer } from '../../vault/planning/pc-names.js';
import { problemLines } from './check-lines.js';
import { columns } from './layout.js';
import { localTime } from './local-time.js';
import { dataWidth, printData, printable, say, shown, tonedData } from './output.js';

/** Prints what each place gives, and the verdict on all. */
export function printDrill(result: DrillResult): void {
  const { places, unreached } = result;
  const nameOf = pcNamer(places.flatMap(({ pcs, missing }) => [...pcs, ...missing]));
  for (const place of places) {
    printPlace(place, nameOf);
    printData('');
  }
  for (const { name, error } of unreached) {
    printData(`${shown(name)}: ${tonedData('caution', 'not rehearsed')}`);
    printData(`  ${shown(error.message)}`);
    printData('');
  }
  printData(verdict(result));
  if (places.some(({ isWhole }) => !isWhole))
    say('Push there again from each PC that is missing or older.');
}

function printPlace(place: DrilledPlace, nameOf: PcNamer): void {
  const words = place.isWhole
    ? tonedData('good', 'everything comes back')
    : tonedData('bad', 'not everything comes back');
  printData(`${shown(place.target)}: ${words}`);
  const rows = place.pcs.map((pc) => [
    printable(nameOf(pc)),
    localTime(pc.takenAt),
    countWords(verdictOf(pc.content)),
  ]);
  const lines = columns(rows, '  ', dataWidth());
  place.pcs.forEach((pc, i) => {
    printData(lines[i] ?? '');
    if (pc.newerAt !== null)
      printData(tonedData('bad', `    an older backup: there is one of ${localTime(pc.newerAt)}`));
  });
  for (const pc of place.missing) {
    const name = printable(nameOf(pc));
    printData(
      tonedData(
        'bad',
        `  ${name}: no backup here that opens; there is one of ${localTime(pc.takenAt)}`,
      ),
    );
  }
  for (const line of problemLines({ problems: place.problems, unread: [] })) printData(line);
  if (!place.isLasting)
    printData(tonedData('caution', '  It lies on this PC: a reinstall of this PC destroys it.'));
}

function verdict({ places, unreached }: DrillResult): string {
  const failing = places.filter(({ isWhole }) => !isWhole);
  if (failing.length > 0) {
    const names = failing.map(({ target }) => shown(target)).join(', ');
    return tonedData('bad', `If only this were left, something would be lost: ${names}.`);
  }
  const [only] = places;
  const words =
    places.length === 1 && only !== undefined
      ? `${shown(only.target)} alone gives everything back.`
      : `Each of the ${places.length} places alone gives everything back.`;
  if (unreached.length === 0) return tonedData('good', words);
  const away = unreached.map(({ name }) => shown(name)).join(', ');
  return tonedData('caution', `${words} Not rehearsed: ${away}.`);
}
