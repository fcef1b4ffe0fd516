// The commands that write, as the built program runs them over two folders, for the sweeps that end them or let
// their file operations fail. A further command that writes is one more entry.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseRecordName } from '../../../src/record/name.js';
import { cheapPassphrase, cheapRow } from '../../support/cheap-stick.js';
import { exampleDisk, passphraseFlags, recordsIn } from '../../support/example-stick.js';
import { type Run, type TestUser, newUser } from '../../support/program.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { sha256Hex } from '../../support/sealed.js';
import { flipped } from './faulty-place.js';
import { type InjectedRun, type Injection, runInjected } from './injector.js';
import { scaled } from './promise.js';

/** A user with two places, and what lay there before, to come back to. */
interface Stage {
  readonly user: TestUser;
  /** The place in which something goes wrong, and the one in which nothing does. */
  readonly bed: string;
  readonly good: string;
  /** The flags that name both, and the passphrase. */
  readonly flags: readonly string[];
}

/** A command that writes. */
export interface WritingCommand {
  readonly name: string;
  /** Fills both places. */
  readonly arrange: (stage: Stage) => Promise<void>;
  readonly passphrase: string;
  /** What opens the backups once it has run, where it is another one. */
  readonly nextPassphrase?: string;
  readonly args: (stage: Stage) => readonly string[];
  /** Of the files that lay whole in the bed, those that may be gone. */
  readonly mayGo: (files: readonly string[]) => readonly string[];
  /** How both places are once it has run to its end. */
  readonly done: (bed: readonly string[], good: readonly string[]) => boolean;
}

const fullPassphrase = 'correct horse battery staple';
const laterPassphrase = 'staple battery horse correct';
const none = (): readonly string[] => [];
const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** In the order of the table. */
export const commands: readonly WritingCommand[] = [
  {
    name: 'push',
    passphrase: fullPassphrase,
    arrange: async (stage) => {
      const run = await stage.user.run(['push', '--from', exampleDisk, ...stage.flags]);
      expect(run.status, run.stderr).toBe(0);
    },
    args: ({ flags }) => ['push', '--force', '--from', exampleDisk, ...flags, '--json'],
    mayGo: none,
    done: (bed, good) => bed.length >= 2 && good.at(-1) === bed.at(-1),
  },
  {
    name: 'sync',
    passphrase: cheapPassphrase,
    arrange: async ({ bed, good }) => {
      await cheapRow(sixKeyContent, { count: 5, folders: [good, bed], inAll: 3 });
      const [first = ''] = recordsIn(bed);
      writeFileSync(first, flipped(readFileSync(first)));
    },
    args: ({ flags }) => ['sync', ...flags, '--json'],
    mayGo: none,
    done: same,
  },
  {
    name: 'prune',
    passphrase: cheapPassphrase,
    arrange: ({ bed, good }) =>
      cheapRow(sixKeyContent, { count: 5, folders: [good, bed], inAll: 5 }),
    args: ({ flags }) => ['prune', '--keep', '2', '--yes', ...flags, '--json'],
    mayGo: (files) => files.slice(0, -2),
    done: (bed, good) => bed.length === 2 && same(bed, good),
  },
  {
    name: 'passphrase change',
    passphrase: cheapPassphrase,
    nextPassphrase: laterPassphrase,
    arrange: ({ bed, good }) =>
      cheapRow(sixKeyContent, { count: 3, folders: [good, bed], inAll: 3 }),
    args: ({ user, flags }) => {
      const file = join(user.folder, 'later-passphrase.txt');
      writeFileSync(file, laterPassphrase);
      return ['passphrase', 'change', '--new-passphrase-file', file, ...flags, '--json'];
    },
    // Each is replaced by the same under another name: what opens is what counts.
    mayGo: (files) => files,
    done: (bed, good) => bed.length === 3 && same(bed, good),
  },
];

/** A command on its stage. */
export interface Staged {
  readonly command: WritingCommand;
  readonly stage: Stage;
  /** Everything as it was arranged. */
  readonly reset: () => void;
  readonly run: (injection: Injection) => Promise<InjectedRun>;
  /** Runs it to its end. */
  readonly again: () => Promise<Run>;
  readonly dispose: () => void;
}

/** Arranges what the command needs. */
async function staged(command: WritingCommand): Promise<Staged> {
  const user = newUser();
  const [bed, good, kept] = ['bed', 'good', 'kept'].map((name) => join(user.folder, name)) as [
    string,
    string,
    string,
  ];
  const flags = ['--to', bed, '--to', good, ...passphraseFlags(user, command.passphrase)];
  const stage = { user, bed, good, flags };
  await command.arrange(stage);
  const parts = ['bed', 'good', 'home'];
  for (const part of parts) cpSync(join(user.folder, part), join(kept, part), { recursive: true });
  const reset = (): void => {
    for (const part of parts) {
      rmSync(join(user.folder, part), { recursive: true, force: true });
      cpSync(join(kept, part), join(user.folder, part), { recursive: true });
    }
  };
  const args = command.args(stage);
  return {
    ...{ command, stage, reset },
    run: (injection) => runInjected(user, args, injection),
    again: () => user.run(args),
    dispose: () => {
      user.dispose();
    },
  };
}

/** The records in a folder, each with the hash of its bytes. */
export function filesIn(folder: string): Map<string, string> {
  return new Map(
    recordsIn(folder).map((path) => [path.slice(folder.length + 1), sha256Hex(readFileSync(path))]),
  );
}

/** The names whose bytes are those that they were made from. */
function wholeFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, hash]) => (isWhole(name, hash) ? name : []));
}

function isWhole(name: string, hash: string): boolean {
  const digest = parseRecordName(name.replaceAll('\\', '/'))?.digest;
  return digest !== undefined && hash.startsWith(digest);
}

/** The dates of what opens in the bed with either passphrase. */
async function openingIn(
  { stage: { user, bed } }: Staged,
  passphrases: readonly string[],
): Promise<string[]> {
  const names: string[] = [];
  for (const passphrase of passphrases) {
    const flags = ['--from', bed, ...passphraseFlags(user, passphrase), '--json'];
    const { status, stdout } = await user.run(['list', ...flags]);
    if (status === 0 || status === 3)
      names.push(...(JSON.parse(stdout) as Listed).records.map(({ name }) => name));
  }
  return datesOf(names);
}

interface Listed {
  readonly records: readonly { readonly name: string }[];
}

function datesOf(files: Iterable<string>): string[] {
  const parsed = [...files].flatMap((name) => parseRecordName(name.replaceAll('\\', '/')) ?? []);
  return [...new Set(parsed.map(({ takenAt }) => takenAt))].sort();
}

/** Nothing that was whole is harmed, nothing new is half there, and a further run finishes. */
export async function expectSurvived(
  staged: Staged,
  before: ReadonlyMap<string, string>,
): Promise<void> {
  const { command, stage, again } = staged;
  const { bed, good } = stage;
  const after = filesIn(bed);
  const whole = wholeFiles(before);
  const mayGo = command.mayGo(whole);
  for (const name of whole)
    if (!mayGo.includes(name)) expect(after.get(name), `${name} lies there`).toBe(before.get(name));
  for (const [name, hash] of after)
    if (before.get(name) !== hash) expect(isWhole(name, hash), `${name} is whole`).toBe(true);
  for (const [name, hash] of filesIn(good))
    expect(isWhole(name, hash), `${name} is whole`).toBe(true);
  const { passphrase, nextPassphrase } = command;
  if (nextPassphrase !== undefined)
    expect(await openingIn(staged, [passphrase, nextPassphrase])).toEqual(datesOf(before.keys()));
  const { status, stderr } = await again();
  expect(status, stderr).toBe(0);
  const ended = filesIn(bed);
  expect(wholeFiles(ended)).toEqual([...ended.keys()]);
  expect(command.done([...ended.keys()], [...filesIn(good).keys()]), 'it is done').toBe(true);
  if (nextPassphrase !== undefined)
    expect(await openingIn(staged, [nextPassphrase])).toEqual(datesOf(before.keys()));
}

/** Works through all tries, where they are many on two stages at a time. */
export async function onStages<T>(
  command: WritingCommand,
  tries: (first: Staged) => Promise<readonly T[]>,
  work: (on: Staged, one: T) => Promise<void>,
): Promise<void> {
  const stages = await Promise.all(Array.from({ length: scaled(2, 1) }, () => staged(command)));
  try {
    const [first] = stages;
    if (first === undefined) return;
    const waiting = [...(await tries(first))];
    const lane = async (on: Staged): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        on.reset();
        await work(on, next);
      }
    };
    await Promise.all(stages.map(lane));
  } finally {
    for (const { dispose } of stages) dispose();
  }
}
