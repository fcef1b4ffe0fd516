// The status on the screen: one sentence, and below it PCs x places as a small matrix; where the screen is too
// narrow for that, a list.
import { ageWords } from '../../report/age-words.js';
import { statusSentence } from '../../report/status-words.js';
import { pcNamer } from '../../vault/planning/pc-names.js';
import type {
  CellState,
  StatusCell,
  StatusPc,
  StatusPlace,
} from '../../vault/planning/status-plan.js';
import type { StatusResult } from '../../vault/status.js';
import type { Tone } from './colour.js';
import { commandLine } from './invocation.js';
import { columns, fits } from './layout.js';
import { localTime } from './local-time.js';
import { dataWidth, printData, printable, say, shown, tonedData } from './output.js';

const words: Readonly<Record<CellState, readonly [word: string, tone: Tone]>> = {
  safe: ['safe', 'good'],
  fleeting: ['on this PC', 'caution'],
  older: ['older', 'caution'],
  earlier: ['earlier passphrase', 'caution'],
  damaged: ['damaged', 'bad'],
  named: ['not opened', 'quiet'],
  none: ['none', 'quiet'],
  unknown: ['unknown', 'quiet'],
};

const meanings: Readonly<Record<CellState, string | null>> = {
  safe: 'safe: the newest backup is there, and outlives the PC',
  fleeting: 'on this PC: the newest backup is there, but a reinstall destroys it',
  older: 'older: only an older backup is there',
  earlier:
    'earlier passphrase: the backup there opens with it alone, as far as is known; a push or a sync that finds the place brings it over',
  damaged: 'damaged: the backup there cannot be used',
  named: 'not opened: a backup is there by its name; the passphrase tells more',
  none: null,
  unknown: 'unknown: this PC has never seen what is there',
};

/** A household has a few; more of them are names that nobody has opened. */
const mostUnopened = 5;

/**
 * Prints the sentence and the picture.
 * @param from the flags that named the places, for the line to type.
 */
export function printStatus(result: StatusResult, from: readonly string[] = []): void {
  const { text, tone } = statusSentence(result, result.now);
  printData(tonedData(tone, printable(text)));
  printData('');
  const { pcs, left } = shownPcs(result.pcs);
  const matrix = matrixLines(result, pcs);
  const isWide = fits(matrix, dataWidth());
  for (const line of isWide ? matrix : listLines(result, pcs)) printData(line);
  if (left > 0) printData(`and ${left} more that nobody has opened here`);
  sayRemarks(result, { pcs, isWide, from });
}

function shownPcs(all: readonly StatusPc[]): { pcs: readonly StatusPc[]; left: number } {
  const unopened = all.filter(({ isProven }) => !isProven);
  const left = unopened.slice(mostUnopened);
  return { pcs: all.filter((pc) => !left.includes(pc)), left: left.length };
}

function matrixLines({ places, now, pcs: all }: StatusResult, pcs: readonly StatusPc[]): string[] {
  const nameOf = pcNamer(all);
  const rows = [
    ['', 'newest backup', ...places.map(({ name }) => shown(name))],
    ['', '', ...places.map(({ error }) => tonedData('quiet', error === null ? 'here' : 'away'))],
    ...pcs.flatMap((pc) => [
      [
        printable(nameOf(pc)),
        pc.newestAt === null ? '' : ageWords(pc.newestAt, now),
        ...pc.cells.map(word),
      ],
      [
        '',
        quiet(pc.newestAt === null ? '' : dayOf(pc.newestAt)),
        ...pc.cells.map((cell) => quiet(underWord(cell, now))),
      ],
    ]),
    [''],
    ['rehearsed', '', ...places.map((place) => rehearsalWords(place, now))],
  ];
  return columns(rows, '');
}

function listLines({ places, now, pcs: all }: StatusResult, pcs: readonly StatusPc[]): string[] {
  const nameOf = pcNamer(all);
  const ofPc = (pc: StatusPc): string[] => [
    printable(nameOf(pc)),
    ...(pc.newestAt === null
      ? []
      : [`  newest backup ${ageWords(pc.newestAt, now)} (${dayOf(pc.newestAt)})`]),
    ...columns(
      places.map(({ name }, i) => {
        const cell = pc.cells[i];
        return [shown(name), cell === undefined ? '' : besideWord(cell, now)];
      }),
      '  ',
    ),
    '',
  ];
  const rows = places.map((place) => {
    const here = place.error === null ? 'here' : 'away';
    return [shown(place.name), `${here}, rehearsed: ${rehearsalWords(place, now)}`];
  });
  return [...pcs.flatMap(ofPc), 'The places', ...columns(rows, '  ')];
}

function word({ state }: StatusCell): string {
  const [text, tone] = words[state];
  return tonedData(tone, text);
}

/** The same on one line. */
function besideWord(cell: StatusCell, now: string): string {
  const under = underWord(cell, now);
  if (under === '') return word(cell);
  const isConfirmed = cell.state === 'safe' || cell.state === 'fleeting';
  return `${word(cell)}${quiet(isConfirmed ? `, confirmed ${under}` : `, ${under}`)}`;
}

/** When the copy was last confirmed; of what is no newest one, of when it is. */
function underWord({ state, backupAt, confirmedAt }: StatusCell, now: string): string {
  if (state === 'safe' || state === 'fleeting')
    return confirmedAt === null ? '' : ageWords(confirmedAt, now);
  return backupAt === null ? '' : `of ${dayOf(backupAt)}`;
}

function rehearsalWords({ rehearsal }: StatusPlace, now: string): string {
  if (rehearsal === null) return quiet('never');
  const age = ageWords(rehearsal.at, now);
  return rehearsal.isWhole ? age : tonedData('bad', `failed, ${age}`);
}

function dayOf(time: string): string {
  return localTime(time).slice(0, 10);
}

function quiet(text: string): string {
  return text === '' ? text : tonedData('quiet', text);
}

/** What the words mean that stand there, and what a person can do to know more. */
function sayRemarks(
  result: StatusResult,
  {
    pcs,
    isWide,
    from,
  }: {
    readonly pcs: readonly StatusPc[];
    readonly isWide: boolean;
    readonly from: readonly string[];
  },
): void {
  const cells = pcs.flatMap((pc) => pc.cells);
  say();
  for (const [state, meaning] of Object.entries(meanings))
    if (meaning !== null && cells.some((cell) => cell.state === state)) say(meaning);
  if (isWide && cells.some(({ state }) => state === 'safe' || state === 'fleeting'))
    say('Below it: when the copy was last read and found good.');
  sayNewerNames(result, pcs);
  for (const { name, error } of result.places)
    if (error !== null) say(`${shown(name)} is away: ${shown(error.message)}`);
  const isUnopened = cells.some(
    ({ state, newerNamedAt }) => state === 'named' || newerNamedAt !== null,
  );
  if (!result.isOpened && isUnopened)
    say(`With the passphrase it tells more: ${commandLine('status', '--open', ...from)}`);
}

function sayNewerNames({ places, pcs: all }: StatusResult, pcs: readonly StatusPc[]): void {
  const nameOf = pcNamer(all);
  for (const pc of pcs) {
    pc.cells.forEach(({ newerNamedAt }, i) => {
      const place = places[i];
      if (newerNamedAt === null || place === undefined) return;
      const name = printable(nameOf(pc));
      say(
        `${shown(place.name)} names a backup of ${name} of ${dayOf(newerNamedAt)} that was not opened.`,
      );
    });
  }
}
