// A household for tests of the vault: places in memory that can go away, PCs with a state and a clock,
// pushes and pulls between them, without the cost of a real derivation.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Finding } from '../../src/collect/collector.js';
import type { Warning } from '../../src/record/warning.js';
import { type DeriveKey, asPassphraseKey } from '../../src/crypto/kdf.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import type { RecordName } from '../../src/record/name.js';
import type { Licence, Snapshot } from '../../src/record/schema.js';
import { type Durability, type Space, type Target, TargetError } from '../../src/targets/target.js';
import { type RecoveryCode, makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import {
  type State,
  type StateStore,
  emptyState,
  parseState,
} from '../../src/vault/memory/state.js';
import type {
  OwnPassphrase,
  UnlockExisting,
  UnlockWith,
} from '../../src/vault/opening/unlock-with.js';
import {
  type NamedTarget,
  type TargetAddress,
  openNamed,
} from '../../src/vault/places/target-address.js';
import { type CheckResult, check } from '../../src/vault/check.js';
import { type DrillResult, drill } from '../../src/vault/drill.js';
import { type StatusResult, status } from '../../src/vault/status.js';
import { type PullRequest, type PullResult, listRecords, pull } from '../../src/vault/pull.js';
import { type PushRequest, type PushResult, push } from '../../src/vault/push.js';
import type {
  ReadingRun,
  VaultEffects,
  VaultEvent,
  VaultQuestions,
  VaultRun,
} from '../../src/vault/run.js';
import { lowCost } from './low-cost-vault.js';
import { type MemoryPlace, memoryTarget } from './memory-target.js';
import { never } from './signal.js';

/** A place in memory. Its fields may be changed between runs. */
export interface TestPlace {
  readonly name: string;
  readonly held: MemoryPlace;
  /** Whether it was set up. */
  made: boolean;
  away: boolean;
  durability: Durability;
  folder: string | null;
  space: Space;
  /** Stands in for some of its calls. */
  faults: Partial<Target>;
}

/** A place that is set up and empty. */
export function testPlace(name: string, changes: Partial<TestPlace> = {}): TestPlace {
  return {
    name,
    held: new Map(),
    made: true,
    away: false,
    durability: 'detachable',
    folder: null,
    space: 'ample',
    faults: {},
    ...changes,
  };
}

/** The place as a target of a run; an ad-hoc one may be set up by it. */
export function named(place: TestPlace, { adHoc = true } = {}): NamedTarget {
  const initialise = (): Promise<void> => {
    place.made = true;
    return Promise.resolve();
  };
  const { name, folder } = place;
  const target = targetOf(place);
  const made = adHoc ? initialise : null;
  return openNamed({ name, folder, initialise: made, open: () => target });
}

function targetOf(place: TestPlace): Target {
  const { space, durability, name } = place;
  const traits = { durability, maxRecordBytes: 1024 * 1024, space };
  const there = memoryTarget(place.held, {
    identify: () => Promise.resolve({ placeId: place.made ? name : null, traits }),
    ...place.faults,
  });
  const reach = (): Target => {
    if (!place.away) return there;
    throw new TargetError('UNAVAILABLE', `${name} is not there`);
  };
  return {
    identify: async (signal) => reach().identify(signal),
    tryWriting: async (signal) => reach().tryWriting(signal),
    clockAheadMs: async (signal) => reach().clockAheadMs(signal),
    put: async (record, bytes, signal) => reach().put(record, bytes, signal),
    get: async (record, signal) => reach().get(record, signal),
    list: (signal) => reach().list(signal),
    remove: async (record, signal) => reach().remove(record, signal),
    close: () => Promise.resolve(),
  };
}

/** The names that a place holds, sorted: by PC, then oldest first. */
export function heldNames(place: TestPlace): RecordName[] {
  return [...place.held.keys()].sort() as RecordName[];
}

/** A state in memory that is written out and read in again, as a file would be. */
interface TestState extends StateStore {
  current(): State;
  replace(state: State): void;
  lose(): void;
}

/** A state in memory, empty at first. */
function testState(): TestState {
  let text = JSON.stringify(emptyState);
  const replace = (state: State): void => {
    text = JSON.stringify(state);
  };
  const current = (): State => parseState(JSON.parse(text));
  return {
    current,
    replace,
    lose: () => {
      replace(emptyState);
    },
    load: () => Promise.resolve(current()),
    save: (state) => {
      replace(state);
      return Promise.resolve();
    },
    exclusively: (work) => work(),
    tryWriting: () => Promise.resolve(),
  };
}

/** A PC: what a collector finds on it, and what this user's tool remembers. */
export interface TestPc {
  snapshot: Snapshot;
  origin: Finding['origin'];
  source: string | null;
  readonly state: TestState;
  /** Goes on by a minute with each push. */
  clock: Date;
}

/** A PC that runs Windows, and the tool. */
export function testPc(snapshot: Snapshot, changes: Partial<TestPc> = {}): TestPc {
  const clock = new Date('2026-11-21T19:55:01Z');
  return { snapshot, origin: 'this-pc', source: null, state: testState(), clock, ...changes };
}

/** The PC after Windows was installed anew: nothing remembered, other keys in the registry. */
export function reinstalled(pc: TestPc, licences: Licence[]): TestPc {
  const { snapshot } = pc;
  const machineGuid = 'ffffffff-0000-4000-8000-000000000001';
  const os = { ...snapshot.os, machineGuid, installedAt: '2026-12-01T08:00:00Z' };
  const machine = { ...snapshot.machine, name: 'DESKTOP-NEW' };
  return testPc({ ...snapshot, machine, os, licences }, { clock: pc.clock });
}

/** A passphrase as `--passphrase-file` gives it. */
export function givenPassphrase(text = 'test'): OwnPassphrase {
  const ask = (): Promise<Uint8Array> => Promise.resolve(passphraseBytes(text));
  return { kind: 'passphrase', isTyped: false, ask };
}

/** A passphrase that a person types; `asked` is told of each time. */
export function typedPassphrase(asked: (purpose: string) => void): OwnPassphrase {
  const { ask } = givenPassphrase();
  const askAloud: OwnPassphrase['ask'] = (purpose, signal) => {
    asked(purpose);
    return ask(purpose, signal);
  };
  return { kind: 'passphrase', isTyped: true, ask: askAloud };
}

/** A recovery code as `--recovery-code-file` gives it. */
export function givenCode(code: RecoveryCode): UnlockExisting {
  return { kind: 'recovery-code', code };
}

/** What happened in a run besides its result. */
export interface RunLog {
  readonly warnings: Warning[];
  /** The salts that were derived, in order, in hex. */
  readonly derived: string[];
}

/** An empty log. */
export function runLog(): RunLog {
  return { warnings: [], derived: [] };
}

let tags = 0;

/** What a run may do otherwise than usual. */
export interface RunChanges
  extends Partial<VaultEffects>, Partial<Pick<VaultRun, 'targets' | 'signal'>> {
  readonly log?: RunLog;
  readonly whichPc?: VaultQuestions['whichPc'];
  /** The recovery code of a new vault; null for none. */
  readonly newCode?: () => Promise<RecoveryCode | null>;
  readonly listen?: (event: VaultEvent) => void;
  readonly newVaultReady?: VaultQuestions['newVaultReady'];
  readonly mayGoOn?: VaultQuestions['mayGoOn'];
}

/** A run on the PC, whose clock goes on by a minute. */
export function runOn(
  pc: TestPc,
  places: readonly TestPlace[],
  changes: RunChanges = {},
): VaultRun {
  const { log = runLog(), whichPc, newCode, listen, targets, signal, ...others } = changes;
  const { newVaultReady, mayGoOn, ...effects } = others;
  pc.clock = new Date(pc.clock.getTime() + 60_000);
  const now = pc.clock;
  let code: RecoveryCode | null = null;
  return {
    ...readingRun(places, { log, targets, signal, listen }),
    effects: {
      state: pc.state,
      derive: countedDerivation(log),
      deriveApart: countedDerivation(log),
      cost: lowCost,
      minimumCost: lowCost,
      now: () => now,
      newTag: () => Promise.resolve((tags += 1).toString(16).padStart(16, '0')),
      newRecoveryCode: () => (code === null ? makeRecoveryCode() : Promise.resolve(code)),
      absolutePath: (path) => resolve(path),
      isWeak: () => Promise.resolve(false),
      tool: { name: 'product-key-vault', version: '0.1.0' },
      ...effects,
    },
    questions: {
      mayGoOn: mayGoOn ?? (() => Promise.resolve(false)),
      whichPc:
        whichPc ?? (() => Promise.reject(new Error('nobody was to be asked which PC it is'))),
      wantsRecoveryCode: async () => {
        code = (await newCode?.()) ?? null;
        return code !== null;
      },
      newVaultReady: newVaultReady ?? (() => Promise.resolve()),
    },
  };
}

interface ReadingChanges {
  readonly log?: RunLog | undefined;
  readonly targets?: readonly TargetAddress[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly listen?: ((event: VaultEvent) => void) | undefined;
  readonly derive?: DeriveKey | undefined;
  readonly deriveApart?: DeriveKey | undefined;
  readonly state?: StateStore | undefined;
  readonly now?: (() => Date) | undefined;
  readonly mayGoOn?: VaultQuestions['mayGoOn'] | undefined;
}

function readingRun(places: readonly TestPlace[], changes: ReadingChanges): ReadingRun {
  const { log = runLog(), targets, signal = never, listen, derive, deriveApart } = changes;
  const { state, mayGoOn, now } = changes;
  return {
    targets: targets ?? places.map((place) => named(place)),
    effects: {
      derive: derive ?? countedDerivation(log),
      deriveApart: deriveApart ?? derive ?? countedDerivation(log),
      cost: lowCost,
      now: now ?? (() => new Date('2026-12-31T12:00:00Z')),
      state: state ?? testState(),
    },
    questions: { mayGoOn: mayGoOn ?? (() => Promise.resolve(false)) },
    listen: (event) => {
      if (event.kind === 'warning') log.warnings.push(event.warning);
      listen?.(event);
    },
    signal,
  };
}

/** Pushes what is on the PC. */
export function pushFrom(
  pc: TestPc,
  places: readonly TestPlace[],
  changes: RunChanges & Partial<Omit<PushRequest, 'unlock'>> & { unlock?: UnlockWith } = {},
): Promise<PushResult> {
  const { unlock = givenPassphrase(), collect, force = false, earlier = null, ...others } = changes;
  const { snapshot, origin, source } = pc;
  const found = { findings: [{ snapshot, origin, source }], warnings: [] };
  return push(runOn(pc, places, others), {
    unlock,
    collect: collect ?? (() => Promise.resolve(found)),
    force,
    earlier,
  });
}

type PullChanges = Partial<PullRequest> & ReadingChanges;

/** Pulls each PC's newest record. */
export function pullFrom(
  places: readonly TestPlace[],
  { unlock = givenPassphrase(), machine = null, ...run }: PullChanges = {},
): Promise<PullResult> {
  return pull(readingRun(places, run), { unlock, machine });
}

/** Lists every record. */
export function listFrom(
  places: readonly TestPlace[],
  { unlock = givenPassphrase(), machine = null, ...run }: PullChanges = {},
): Promise<PullResult> {
  return listRecords(readingRun(places, run), { unlock, machine });
}

/** Whether the backups in the places are whole; opened as well where what unlocks is given. */
export function checkFrom(
  places: readonly TestPlace[],
  { unlock = null, ...run }: { unlock?: UnlockExisting | null } & ReadingChanges = {},
): Promise<CheckResult> {
  return check(readingRun(places, run), { unlock });
}

/** Rehearses the restore from each place, as the PC does. */
export function drillOn(
  pc: TestPc,
  places: readonly TestPlace[],
  { unlock = givenPassphrase(), ...changes }: { unlock?: UnlockExisting } & RunChanges = {},
): Promise<DrillResult> {
  return drill(runOn(pc, places, changes), { unlock });
}

/** The status as the PC sees it. */
export function statusOn(
  pc: TestPc,
  places: readonly TestPlace[],
  { unlock = null, ...changes }: { unlock?: UnlockExisting | null } & RunChanges = {},
): Promise<StatusResult> {
  return status(runOn(pc, places, changes), { unlock });
}

/** A hash in place of Argon2id: what is derived does not matter here, only how often. */
function countedDerivation({ derived }: RunLog): DeriveKey {
  return (passphrase, salt) => {
    derived.push(Buffer.from(salt).toString('hex'));
    const hash = createHash('sha256').update(salt).update(passphrase).digest();
    return Promise.resolve(asPassphraseKey(new Uint8Array(hash)));
  };
}
