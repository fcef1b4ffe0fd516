// What a program ends with, in words: for the help of each command and for docs/cli.md, which a test holds
// to this table.
import { exitStatus } from '../errors.js';

/** Every exit status and what it means. */
export const exitWords: Readonly<Record<keyof typeof exitStatus, string>> = {
  ok: 'everything went well',
  failure: 'a failure that has no status of its own',
  usage: 'the command line, the config or the passphrase cannot be used as it is',
  someTargetsFailed: 'some places, sources or parts of a kit failed, others did not',
  nothingStored: 'nothing was stored or removed, or no key was found',
  notSafe: 'stored, but no copy outlives a reinstall of this PC',
  olderOpened:
    'opened, but the newest backup of a PC does not open: what is given is of an older one',
  noRecord: 'there is no backup',
  noTargetReached: 'no place could be reached',
  wrongPassphrase: 'wrong passphrase or recovery code',
  damaged: 'a backup is damaged or was altered',
  unsupported: 'a backup is of an unsupported version, or asks for a refused amount of work',
  noPassphrase: 'no passphrase was given, and nobody could be asked',
  problemsFound: 'a check, the doctor or a look at a kit found problems',
  interrupted: 'stopped with Ctrl-C, or the input ended where an answer was needed',
  outputLost: 'what was printed could not be written, or its reader closed early',
};

type Ending = keyof typeof exitStatus;

const always = ['ok', 'failure', 'usage', 'interrupted', 'outputLost'] as const;
const ofPlaces = ['someTargetsFailed', 'noTargetReached', 'damaged'] as const;
const opening = ['noRecord', 'wrongPassphrase', 'unsupported', 'noPassphrase'] as const;

/** How each command can end. */
const endings: Readonly<Record<string, readonly Ending[]>> = {
  collect: ['someTargetsFailed', 'nothingStored'],
  status: [...ofPlaces, ...opening],
  check: [...ofPlaces, ...opening, 'problemsFound'],
  drill: [...ofPlaces, ...opening, 'problemsFound'],
  pull: [...ofPlaces, ...opening, 'olderOpened'],
  list: [...ofPlaces, ...opening, 'olderOpened'],
  export: [...ofPlaces, ...opening, 'olderOpened'],
  sheet: [...ofPlaces, ...opening, 'olderOpened', 'nothingStored'],
  push: [...ofPlaces, ...opening, 'nothingStored', 'notSafe'],
  kit: [...ofPlaces, ...opening, 'nothingStored', 'problemsFound'],
  'recovery check': [...ofPlaces, ...opening, 'olderOpened'],
  'passphrase forget': ['noTargetReached'],
  completion: [],
  explain: [],
  doctor: ['problemsFound'],
  'schedule on': ['noPassphrase'],
  'schedule off': [],
  'schedule status': [],
  'target add': ['nothingStored', 'noTargetReached'],
  'target list': ['someTargetsFailed'],
  'target remove': [],
  'target test': [...ofPlaces, 'nothingStored', 'noRecord'],
};

/** The statuses that a command can end with, in their order, each with its meaning. */
export function statusesOf(command: string): readonly (readonly [status: number, words: string])[] {
  const storing = [...ofPlaces, ...opening, 'nothingStored'] as const;
  const own: readonly Ending[] = [
    ...always,
    ...(Object.hasOwn(endings, command) ? (endings[command] ?? storing) : storing),
  ];
  const all = Object.entries(exitStatus) as [Ending, number][];
  return all
    .filter(([ending]) => own.includes(ending))
    .map(([ending, status]) => [status, exitWords[ending]]);
}
