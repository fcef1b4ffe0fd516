// What a check found, a line for each place and one for the whole.
import type { CheckResult } from '../../vault/check.js';
import type { CheckedPlace } from '../../vault/planning/check-plan.js';
import type { Problem } from '../../vault/planning/problems.js';
import type { Tone } from './colour.js';
import { columns } from './layout.js';
import { dataWidth, printData, printable, say, shown, tonedData } from './output.js';

/** Prints what was found. */
export function printCheck(result: CheckResult): void {
  const { places, unreached } = result;
  const rows = [
    ...places.map((place) => [shown(place.target), placeWords(place, result.isOpened)]),
    ...unreached.map(({ name, error }) => [
      shown(name),
      tonedData('caution', `not reached: ${shown(error.message)}`),
    ]),
  ];
  const lines = columns(rows, '', dataWidth());
  lines.forEach((line, i) => {
    printData(line);
    const place = places[i];
    if (place !== undefined) for (const detail of problemLines(place)) printData(detail);
  });
  printData('');
  printData(verdict(result));
  if (isFaulty(result))
    say(
      'A damaged copy is no loss while another place holds a good one. Do not delete it by hand.',
    );
}

/** What is wrong with backups of one place, and which; three of each kind by name. */
export function problemLines({
  problems,
  unread,
}: Pick<CheckedPlace, 'problems' | 'unread'>): string[] {
  const linesOf = (all: readonly Problem[], what: string): string[] =>
    all.flatMap(({ count, reason, examples }) => [
      `    ${count} ${what}: ${printable(reason)}`,
      ...examples.map((name) => `      ${printable(name)}`),
      ...(count > examples.length ? [`      and ${count - examples.length} more`] : []),
    ]);
  return [...linesOf(problems, 'not good'), ...linesOf(unread, 'not checked')];
}

function placeWords({ records, good, problems, unread }: CheckedPlace, isOpened: boolean): string {
  const bad = problems.reduce((sum, { count }) => sum + count, 0);
  if (bad > 0) return tonedData('bad', `${bad} of ${backups(records)} not good`);
  if (unread.length > 0) return tonedData('caution', `${good} of ${backups(records)} were checked`);
  const all = isOpened ? 'all whole, all open' : 'no damage found';
  return tonedData('good', `${backups(records)}, ${all}`);
}

function verdict(result: CheckResult): string {
  const { places, unreached, isOpened } = result;
  if (isFaulty(result)) {
    const where = places.filter(({ problems }) => problems.length > 0);
    return toned(
      'bad',
      `Not every backup is good in ${where.map(({ target }) => shown(target)).join(', ')}.`,
    );
  }
  const isPart = unreached.length > 0 || places.some(({ unread }) => unread.length > 0);
  const rest = isPart ? ' Not everything could be checked.' : '';
  const words = isOpened
    ? 'No damage found; every backup opens and is what its name says.'
    : 'No damage found; authenticity not checked.';
  return toned(isPart ? 'caution' : 'good', `${words}${rest}`);
}

function isFaulty({ places }: CheckResult): boolean {
  return places.some(({ problems }) => problems.length > 0);
}

function toned(tone: Tone, text: string): string {
  return tonedData(tone, text);
}

function backups(count: number): string {
  return count === 1 ? '1 backup' : `${count} backups`;
}
