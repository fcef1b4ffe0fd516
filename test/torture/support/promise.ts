// A promise of docs/reliability.md, tried many times and counted: the complete number of times by `npm run
// torture`, a spread-out few of them in the test suite. Each failure is told with what was tried.
import { appendFileSync } from 'node:fs';

/** What is promised; the line of the table in docs/reliability.md. */
export interface Promised {
  /** The argument of `npm run torture --` that tries it. */
  readonly part: string;
  readonly promise: string;
}

/** A promise, and how often it was tried and broken. */
export interface Figures extends Promised {
  readonly tries: number;
  readonly failures: number;
  /** What else was measured, in words. */
  readonly measured: string;
}

/** Counts what is tried. */
export interface Counter {
  /** Runs one try; what it throws is a failure, told by the words. */
  readonly attempt: (words: string, work: () => Promise<void>) => Promise<void>;
  /** Something that was measured on the way. */
  readonly measure: (words: string) => void;
}

/** Whether everything is tried. */
export const isComplete = process.env['TORTURE'] === 'complete';

/** `TORTURE_EVERY=5` tries each fifth of what the complete run tries. */
const every = Math.max(1, Number(process.env['TORTURE_EVERY'] ?? 1));

/** All of them where everything is tried, else the middle one, or so many with the first and the last. */
export function sampled<T>(all: readonly T[], count: number): readonly T[] {
  if (isComplete) return all.filter((_, i) => i % every === 0);
  if (all.length <= count) return all;
  if (count === 1) return all.slice(Math.floor(all.length / 2)).slice(0, 1);
  const step = (all.length - 1) / (count - 1);
  const chosen = Array.from({ length: count }, (_, i) => all[Math.round(i * step)]);
  return chosen.filter((one): one is T => one !== undefined);
}

/** One of the two, by whether everything is tried. */
export function scaled(complete: number, sample: number): number {
  return isComplete ? complete : sample;
}

const shownFailures = 20;
const shownLines = 8;

/**
 * Tries a promise and notes the figures.
 * @throws Error with the first failures where there was one, and where nothing was tried
 */
export async function prove(
  promised: Promised,
  work: (counter: Counter) => Promise<void>,
): Promise<void> {
  const failures: string[] = [];
  const measured: string[] = [];
  let tries = 0;
  await work({
    attempt: async (words, one) => {
      tries += 1;
      try {
        await one();
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        failures.push(`${words}: ${said.split('\n').slice(0, shownLines).join('\n  ')}`);
      }
    },
    measure: (words) => {
      measured.push(words);
    },
  });
  note({ ...promised, tries, failures: failures.length, measured: measured.join('; ') });
  if (tries === 0) throw new Error(`nothing was tried of: ${promised.promise}`);
  if (failures.length === 0) return;
  const more =
    failures.length > shownFailures ? `\nand ${failures.length - shownFailures} more` : '';
  const told = failures.slice(0, shownFailures).join('\n');
  throw new Error(`${failures.length} of ${tries} tries failed\n${told}${more}`);
}

/** Notes what was tried elsewhere. */
export function note(figures: Figures): void {
  const file = process.env['TORTURE_FIGURES'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(figures)}\n`);
}
