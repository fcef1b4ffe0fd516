// A kit on the screen: a line for each part, what is wrong with it below, and what to do next.
import { failureOf } from '../../report/failure.js';
import { isAmiss } from '../../report/kit-report.js';
import type { KitPart } from '../../restore/kit-part.js';
import type { KitResult } from '../../restore/kit.js';
import { commandLine } from './invocation.js';
import { printable, shown } from './output.js';
import { stepWords } from './step-words.js';

const kinds: Readonly<Record<KitPart['kind'], string>> = {
  backups: 'backups',
  page: 'page',
  program: 'program',
  readme: 'text',
};

const states: Readonly<Record<KitPart['state'], string>> = {
  written: 'written, and read back',
  there: 'there already, whole',
  whole: 'whole, and ours',
  unproven: 'whole; whether it is ours nothing here can tell',
  absent: 'not there',
  damaged: 'not whole',
  wrong: 'not as it should be',
  failed: 'could not be written',
};

/** The line of a part, and what there is to say of it. */
export function kitLine({ kind, name, state, notes, digest, error }: KitPart): readonly string[] {
  const failure = error === null ? null : failureOf(error, stepWords);
  const isBackups = kind === 'backups' && state === 'whole';
  return [
    `  ${kinds[kind].padEnd(8)}  ${printable(name)}: ${isBackups ? 'whole' : states[state]}`,
    ...notes.map((note) => `            ${shown(note)}`),
    ...(failure === null ? [] : [`            ${shown(failure.message)}`]),
    ...(failure?.hint == null ? [] : [`            ${shown(failure.hint)}`]),
    ...(state === 'unproven' && digest !== null ? [`            SHA-256 ${digest}`] : []),
  ];
}

/** What it comes to. */
export function kitEnd(
  { folder, parts }: KitResult,
  { verified }: { readonly verified: boolean },
): string {
  const amiss = parts.filter(isAmiss);
  if (amiss.length > 0)
    return verified ? wordsFor(amiss, folder) : 'Not all of the kit could be written.';
  const isUnproven = parts.some(({ state }) => state === 'unproven');
  const programs = parts.filter(({ kind }) => kind === 'program');
  if (verified && programs.every(({ state }) => state === 'absent'))
    return 'What is there is whole, but the program is not: RESTORE.html gives the keys back in a browser.';
  return verified
    ? isUnproven
      ? 'Nothing is wrong with the kit, as far as can be told from here.'
      : 'The kit is whole.'
    : `The kit is made. Try it once, before you need it: open RESTORE.html, or ${commandLine('kit', folder, '--verify')}`;
}

/** What a look found, as a warning no larger than it is: only what is not ours could ask for the passphrase. */
function wordsFor(amiss: readonly KitPart[], folder: string): string {
  const has = (state: KitPart['state']): boolean => amiss.some((part) => part.state === state);
  const anew = `Make the kit anew: ${commandLine('kit', folder)}`;
  if (has('wrong')) return `Do not type the passphrase into what is on this stick. ${anew}`;
  if (has('damaged'))
    return `Backups on this stick are damaged, old or could not be read; that is no sign that anybody changed the program or the page. What is whole still gives its keys back. Where another place has good copies: ${commandLine('kit', folder)}`;
  return `Not all of the kit is there. ${anew}`;
}

/** The program is not in the kit, and how it gets there. */
export function withoutPortable(): string {
  return 'no portable folder is at hand, so the program itself is not in the kit. Unpack the one of the release (or build it in a clone: npm run build:portable) and name it with --portable FOLDER.';
}
