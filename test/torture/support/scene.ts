// A household for the sweeps: two PCs that backed up to a place that will fail and to one that will not, and
// what must hold after an operation in which it failed.
import { expect } from 'vitest';
import { parseRecordName, type RecordName } from '../../../src/record/name.js';
import { pushStatus } from '../../../src/report/stored-report.js';
import { removalStatus, resealStatus, syncStatus } from '../../../src/report/upkeep-report.js';
import {
  type TestPc,
  type TestPlace,
  givenPassphrase,
  listFrom,
  named,
  pushFrom,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc, bensPc, foundLicence, productKeys } from '../../support/household-samples.js';
import { sha256Hex } from '../../support/sealed.js';
import { never } from '../../support/signal.js';
import { changeFrom, pruneFrom, syncFrom } from '../../support/upkeep.js';
import type { TargetAddress } from '../../../src/vault/places/target-address.js';
import type { Bed } from './faulty-place.js';

/** The names in a place, each with the hash of its bytes; null where they cannot be read back whole. */
export type Held = ReadonlyMap<RecordName, string | null>;

/** What the place holds, as a client sees it that meets no fault. */
export async function heldIn({ open }: TargetAddress): Promise<Held> {
  const target = open();
  const held = new Map<RecordName, string | null>();
  for await (const name of target.list(never)) {
    const bytes = await target.get(name, never).catch(() => null);
    const hash = bytes === null ? null : sha256Hex(bytes);
    held.set(name, hash?.startsWith(digestOf(name)) === true ? hash : null);
  }
  await target.close();
  return held;
}

function digestOf(name: RecordName): string {
  return parseRecordName(name)?.digest ?? '?';
}

/** The names of what is there whole. */
function wholeOf(held: Held): RecordName[] {
  return [...held].flatMap(([name, hash]) => (hash === null ? [] : name)).sort();
}

/** An operation over the failing place and the good one. */
export interface Operation {
  readonly name: string;
  /** What lies there before it. */
  readonly arrange: (scene: Scene) => Promise<void>;
  /** Runs it, the first of the places standing in for the bed; what became of each place, and the status. */
  readonly run: (scene: Scene, bed: TargetAddress) => Promise<Ended>;
  /** Of the names that lay whole in the bed before, those that may be gone after. */
  readonly mayGo: (scene: Scene, before: readonly RecordName[]) => readonly RecordName[];
}

/** How an operation ended. */
export interface Ended {
  readonly status: number;
  /** Of the failing place, and of the good one. */
  readonly errors: readonly (string | null)[];
  /** Whether anything was stored or removed anywhere. */
  readonly isDone: boolean;
  /** What the person was told beside the outcomes. */
  readonly warnings: readonly string[];
}

/** The household. */
export interface Scene {
  readonly bed: Bed;
  /** Whether the bed takes only what a push gives it. */
  readonly isScarce: boolean;
  readonly good: TestPlace;
  readonly anna: TestPc;
  readonly ben: TestPc;
}

/** A fresh household over the bed. */
export function sceneOver(bed: Bed, isScarce: boolean): Scene {
  return { bed, isScarce, good: testPlace('good'), anna: testPc(annasPc()), ben: testPc(bensPc()) };
}

/** The scene as it is now, to come back to. */
export async function remembered({ bed, good, anna, ben }: Scene): Promise<() => Promise<void>> {
  await bed.keep();
  const [held, states] = [
    new Map(good.held),
    [anna, ben].map((pc) => [pc, pc.state.current(), pc.clock] as const),
  ];
  return async () => {
    await bed.reset();
    good.held.clear();
    for (const [name, bytes] of held) good.held.set(name, bytes);
    for (const [pc, state, clock] of states) {
      pc.state.replace(state);
      pc.clock = clock;
    }
  };
}

const both = ({ good }: Scene, bed: TargetAddress): TargetAddress[] => [bed, named(good)];
const keysOfAnna = [productKeys.ownWindows, productKeys.ownOffice, ...productKeys.more];

async function pushRow(scene: Scene, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    scene.anna.snapshot = annasPc(keysOfAnna.slice(0, n).map((key) => foundLicence(key)));
    await pushFrom(scene.anna, [], { targets: both(scene, scene.bed.healthy) });
  }
}

/** A backup of a PC that has a new key. */
const pushing: Operation = {
  name: 'push',
  arrange: async (scene) => {
    await pushRow(scene, 2);
    await pushFrom(scene.ben, [], { targets: both(scene, scene.bed.healthy) });
    scene.anna.snapshot = annasPc(keysOfAnna.slice(0, 4).map((key) => foundLicence(key)));
  },
  run: async (scene, bed) => {
    const result = await pushFrom(scene.anna, [], { targets: both(scene, bed) });
    return ended(pushStatus(result), result.outcomes, () => true, result.warnings);
  },
  // Where room is scarce all but the newest two of this PC go.
  mayGo: (scene, before) => {
    const { tag } = parseRecordName(before.find((name) => isOf(scene.anna, name)) ?? '') ?? {};
    return before.filter((name) => parseRecordName(name)?.tag === tag).slice(0, 1);
  },
};

/** Each place lacks something, and the failing one has a damaged copy. */
const syncing: Operation = {
  name: 'sync',
  arrange: async (scene) => {
    await pushRow(scene, 2);
    await pushFrom(scene.ben, [], { targets: both(scene, scene.bed.healthy) });
    await pushFrom(scene.ben, [scene.good], { force: true });
    await pushFrom(scene.anna, [], { targets: [scene.bed.healthy], force: true });
    const [first = ''] = wholeOf(await heldIn(scene.bed.healthy)).filter((name) =>
      scene.good.held.has(name),
    );
    await scene.bed.damage(first);
  },
  run: async (scene, bed) => {
    const result = await syncFrom(scene.anna, [], { targets: both(scene, bed) });
    return ended(
      syncStatus(result),
      result.outcomes,
      ({ stored, healed }) => stored + healed > 0,
      result.warnings,
    );
  },
  mayGo: () => [],
};

/** The failing place holds five backups of a PC, of which two are to stay. */
const pruning: Operation = {
  name: 'prune',
  arrange: (scene) => pushRow(scene, 5),
  run: async (scene, bed) => {
    const result = await pruneFrom(scene.anna, [], { targets: both(scene, bed) });
    return ended(removalStatus(result.outcomes), result.outcomes, () => true, result.warnings);
  },
  mayGo: (_, before) => before.slice(0, -2),
};

/** The passphrase of the backups of two PCs is changed. */
const changing: Operation = {
  name: 'passphrase change',
  arrange: async (scene) => {
    await pushRow(scene, 2);
    await pushFrom(scene.ben, [], { targets: both(scene, scene.bed.healthy) });
  },
  run: async (scene, bed) => {
    const result = await changeFrom(scene.anna, [], { targets: both(scene, bed) });
    const status = resealStatus(result.outcomes);
    return ended(status, result.outcomes, ({ resealed }) => resealed > 0, result.warnings);
  },
  // Each is replaced by the same under another name: what opens is what counts.
  mayGo: (_, before) => before,
};

const [earlier, later] = [givenPassphrase(), givenPassphrase('next')];

/** What of the names opens in the bed with one of the passphrases, each as its PC and date. */
async function opening(
  { bed }: Scene,
  unlocks: readonly ReturnType<typeof givenPassphrase>[],
): Promise<string[]> {
  const found = new Set<string>();
  for (const unlock of unlocks) {
    const looked = listFrom([], { targets: [bed.healthy], unlock });
    const { opened } = await looked.catch(() => ({ opened: [] }));
    for (const { content } of opened) found.add(`${content.machine.tag} ${content.takenAt}`);
  }
  return [...found].sort();
}

/** The PC and date of each name, once. */
function backupsOf(names: readonly RecordName[]): string[] {
  const parsed = names.flatMap((name) => parseRecordName(name) ?? []);
  return [...new Set(parsed.map(({ tag, takenAt }) => `${tag} ${takenAt}`))].sort();
}

function ended<Outcome extends { readonly error: { readonly code: string } | null }>(
  status: number,
  outcomes: readonly Outcome[],
  isDone: (outcome: Outcome) => boolean,
  warnings: readonly { readonly code: string }[],
): Ended {
  const errors = outcomes.map(({ error }) => error?.code ?? null);
  return {
    status,
    errors,
    isDone: outcomes.some(isDone),
    warnings: warnings.map(({ code }) => code),
  };
}

function isOf(pc: TestPc, name: RecordName): boolean {
  const { tag } = parseRecordName(name) ?? {};
  return pc.state.current().vaults.some(({ machines }) => machines[0]?.tag === tag);
}

/** The operations of the sweeps, in the order of the table. */
export const operations: readonly Operation[] = [pushing, syncing, pruning, changing];

/** What a place must hold that is told as done: what was pushed, or all that was anywhere. */
function expected(
  { good, isScarce }: Scene,
  operation: Operation,
  before: Held,
): { readonly isFilled: boolean; readonly due: readonly string[] } {
  if (operation === pruning || operation === changing) return { isFilled: true, due: [] };
  const names = [...good.held.keys()];
  if (operation === pushing) return { isFilled: true, due: names.slice(-1) };
  return { isFilled: !isScarce, due: [...new Set([...names, ...wholeOf(before)])] };
}

/** Everything that must hold once the operation has ended, and that the next run heals. */
export async function expectUnharmed(
  scene: Scene,
  operation: Operation,
  { before, ended }: { readonly before: Held; readonly ended: Ended },
): Promise<void> {
  const after = await heldIn(scene.bed.healthy);
  const mayGo = operation.mayGo(scene, wholeOf(before));
  for (const [name, hash] of before)
    if (hash !== null && !mayGo.includes(name))
      expect(after.get(name), `${name} lies there`).toBe(hash);
  for (const [name, hash] of after)
    if (before.get(name) !== null || !before.has(name))
      expect(hash, `${name} is whole`).not.toBeNull();
  const backups = backupsOf(wholeOf(before));
  if (operation === changing)
    expect(await opening(scene, [earlier, later]), 'what opens').toEqual(backups);
  const { errors, status, isDone } = ended;
  const [own, other] = errors;
  // What the failing place alone holds may not come to the good one.
  if (operation !== syncing) expect(other, 'the good place').toBeNull();
  const isGood = errors.every((error) => error === null);
  expect(isGood ? [0] : isDone ? [3] : [3, 4], `the status with ${String(errors)}`).toContain(
    status,
  );
  const { isFilled, due } = expected(scene, operation, before);
  const hasAll = (names: readonly string[]): boolean => due.every((name) => names.includes(name));
  // What a place denies having, or has damaged, is no failure of the place, but told.
  const isSilent = ended.warnings.length === 0;
  if (own === null && isFilled && isSilent)
    expect(hasAll(wholeOf(after)), 'the place has all').toBe(true);
  if (own === null && other === null && isSilent)
    expect(hasAll([...scene.good.held.keys()]), 'the good has all').toBe(true);
  const again = await operation.run(scene, scene.bed.healthy);
  expect(again, 'the next run').toMatchObject({ status: 0, errors: [null, null] });
  const healed = await heldIn(scene.bed.healthy);
  expect([...healed.values()], 'all is whole').not.toContain(null);
  if (operation === changing)
    expect(await opening(scene, [later]), 'what opens in the end').toEqual(backups);
}
