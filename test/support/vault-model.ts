// A plain second account of what a household must get back: for each place and PC the keys that were called
// stored there. Commands of fast-check do to real places what a household does, and are held against it.
import fc from 'fast-check';
import { expect } from 'vitest';
import { VaultError } from '../../src/errors.js';
import { type TestPc, type TestPlace, givenPassphrase, heldNames, listFrom } from './household.js';
import { annasPc, bensPc, foundLicence, keysOf, productKeys } from './household-samples.js';

/** The PCs of the household. */
export const pcNames = ['anna', 'ben'] as const;
/** One of them. */
export type PcName = (typeof pcNames)[number];
/** The plain account. */
export interface Account {
  /** Of each place and PC the keys that must open there. */
  readonly due: Map<string, Set<string>>;
  /** Places that must list nothing of the PC. */
  readonly gone: Set<string>;
}

/** The household itself. */
export interface Real {
  readonly pcs: Readonly<Record<PcName, TestPc>>;
  readonly places: readonly TestPlace[];
  /** The tag of each PC, once it has pushed. */
  readonly tags: Map<PcName, string>;
}

/** A place and a PC, as the account names them. */
export const at = (place: TestPlace, pc: PcName): string => `${place.name} ${pc}`;

/** The keys that must open there. */
function dueIn({ due }: Account, place: TestPlace, pc: PcName): Set<string> {
  const keys = due.get(at(place, pc)) ?? new Set<string>();
  due.set(at(place, pc), keys);
  return keys;
}

/** Every place by itself gives what it must, and lists nothing of what is gone. */
export async function givesBack(
  account: Account,
  real: Pick<Real, 'places' | 'tags'>,
  passphrase?: string,
): Promise<void> {
  const unlock = givenPassphrase(passphrase);
  for (const place of real.places) {
    const isEmpty = heldNames(place).length === 0;
    const { opened } = isEmpty
      ? { opened: [] }
      : await listFrom([place], { unlock }).catch(nothing);
    for (const pc of pcNames) {
      const tag = real.tags.get(pc);
      const ofPc = opened.filter((record) => record.tag === tag);
      const keys = new Set(ofPc.flatMap(({ content }) => keysOf(content.licences)));
      for (const key of dueIn(account, place, pc)) expect(keys).toContain(key);
      if (account.gone.has(at(place, pc))) expect(ofPc).toEqual([]);
    }
  }
}

const nothing = (error: unknown): { opened: [] } => {
  if (error instanceof VaultError) return { opened: [] };
  throw error;
};

/** Something that a household does. */
export type Step<Given extends Real = Real> = fc.AsyncCommand<Account, Given>;

/** A step, after which `holds` is looked at. */
export function stepOf<Given extends Real>(
  holds: (account: Account, real: Given) => Promise<void>,
): (words: string, work: (account: Account, real: Given) => Promise<void>) => Step<Given> {
  return (words, work) => ({
    check: () => true,
    run: async (account, real) => {
      sameTime(real);
      await work(account, real);
      await holds(account, real);
    },
    toString: () => words,
  });
}

/** The PCs agree about the time. */
function sameTime({ pcs }: Real): void {
  const latest = Math.max(...Object.values(pcs).map(({ clock }) => clock.getTime()));
  for (const pc of Object.values(pcs)) pc.clock = new Date(latest);
}

/** Puts keys onto a PC. */
export function setKeys(real: Real, pc: PcName, keys: readonly string[]): void {
  const licences = keys.map((key) => foundLicence(key));
  real.pcs[pc].snapshot = pc === 'anna' ? annasPc(licences) : bensPc(licences);
}

/** Notes what a push of the PC stored, and under which tag. */
export function notePush(
  { account, real, before }: { account: Account; real: Real; before: ReadonlySet<string> },
  pc: PcName,
  stored: { readonly keys: readonly string[]; readonly places: readonly TestPlace[] },
): void {
  const made = real.places.flatMap(heldNames).find((name) => !before.has(name));
  if (made !== undefined) real.tags.set(pc, made.slice(0, 16));
  if (made !== undefined) for (const place of real.places) account.gone.delete(at(place, pc));
  for (const place of stored.places)
    for (const key of stored.keys) dueIn(account, place, pc).add(key);
}

/** After a sync each place that is done gives what any of them must. */
export function noteSync(account: Account, done: readonly TestPlace[]): void {
  for (const pc of pcNames) {
    const keys = done.flatMap((place) => [...dueIn(account, place, pc)]);
    for (const place of done) for (const key of keys) dueIn(account, place, pc).add(key);
  }
}

/** After a PC was forgotten nothing of it is due, and where that was done it is gone. */
export function noteForgotten(
  { account, real }: { account: Account; real: Real },
  pc: PcName,
  done: readonly TestPlace[],
): void {
  for (const place of real.places) account.due.delete(at(place, pc));
  for (const place of done) account.gone.add(at(place, pc));
}

/** The places whose outcome is good. */
export const allOf = (
  real: Real,
  outcomes: readonly { target: string; error: unknown }[],
): TestPlace[] =>
  outcomes.flatMap(({ target, error }) =>
    error === null ? real.places.filter(({ name }) => name === target) : [],
  );

/** One of the PCs. */
export const anyPc = fc.constantFrom(...pcNames);
/** Some keys of the PC's own. */
export const keysOfPc = (pc: PcName): fc.Arbitrary<string[]> => {
  const pool = pc === 'anna' ? productKeys.more.slice(0, 4) : productKeys.more.slice(4);
  return fc.subarray([...pool], { minLength: 1 });
};
