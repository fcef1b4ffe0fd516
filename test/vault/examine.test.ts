// A place held to its contract, and each way of breaking it found.
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import type { RecordName } from '../../src/record/name.js';
import { type Target, TargetError } from '../../src/targets/target.js';
import { type ExaminedPlace, examine } from '../../src/vault/examine.js';
import type { ContractPart } from '../../src/vault/places/contract-trial.js';
import { type Surroundings, doctorStatus, findingsOf } from '../../src/report/findings.js';
import {
  type TestPlace,
  givenPassphrase,
  heldNames,
  pushFrom,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc } from '../support/household-samples.js';
import { createRecoveryCode } from '../../src/vault/recovery.js';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';

async function examined(place: TestPlace, readOnly = false): Promise<ExaminedPlace> {
  const { places } = await examine(runOn(testPc(annasPc()), [place]), { readOnly });
  const [only] = places;
  if (only === undefined) throw new Error('there is one place');
  return only;
}

const partsOf = ({ contract }: ExaminedPlace): ContractPart[] =>
  (contract?.faults ?? []).map(({ part }) => part);

describe('a place that keeps its contract', () => {
  it('is found to, and holds afterwards what it held before', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const before = new Map(place.held);
    const found = await examined(place);
    expect(found.error).toBeNull();
    expect(found.contract).toEqual({ faults: [], isPutOnly: false });
    expect(place.held).toEqual(before);
  });

  it('is only looked at where nothing may be written', async () => {
    const wrote: string[] = [];
    const write = (what: string) => (): Promise<void> => {
      wrote.push(what);
      return Promise.resolve();
    };
    const faults = { put: write('put'), remove: write('remove'), tryWriting: write('try') };
    const found = await examined(testPlace('nas', { faults }), true);
    expect(found).toMatchObject({ error: null, contract: null });
    expect(wrote).toEqual([]);
  });

  it('is left alone where nothing may be removed: the trial would stay for ever', async () => {
    const put: RecordName[] = [];
    const faults: Partial<Target> = {
      remove: () => Promise.reject(new TargetError('DENIED', 'no right to remove')),
      put: (name) => {
        put.push(name);
        return Promise.resolve();
      },
    };
    const found = await examined(testPlace('bucket', { faults }));
    expect(found.contract).toEqual({ faults: [], isPutOnly: true });
    expect(put).toEqual([]);
  });

  it('loses what a run that was killed left of its trial, and nothing else', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const own = heldNames(place);
    place.held.set(`d0c70d0c70d0c70d/20261121T195501Z-${'0'.repeat(32)}.vault`, Uint8Array.of(1));
    await examined(place);
    expect(heldNames(place)).toEqual(own);
  });
});

describe('a place that breaks it', () => {
  const isLarge = (bytes: Uint8Array): boolean => bytes.length > 10_000;

  it.each<[ContractPart, (place: TestPlace) => Partial<Target>]>([
    ['put', () => ({ put: () => Promise.reject(new TargetError('FULL', 'no room')) })],
    ['read-after-write', ({ held }) => ({ get: (name) => corrupted(held, name) })],
    ['list', () => ({ list: nothingListed })],
    [
      'put-again',
      ({ held }) => ({
        put: (name, record) => {
          if (held.has(name)) throw new TargetError('CONFLICT', 'it is there');
          held.set(name, record.slice());
          return Promise.resolve();
        },
      }),
    ],
    [
      'conditional',
      ({ held }) => ({
        put: (name, record) => {
          held.set(name, record.slice());
          return Promise.resolve();
        },
      }),
    ],
    [
      'size',
      ({ held }) => ({
        put: (name, record) => {
          if (isLarge(record)) throw new TargetError('TOO_LARGE', 'too large');
          if (held.has(name) && !Buffer.from(held.get(name) ?? []).equals(record))
            throw new TargetError('CONFLICT', 'other bytes');
          held.set(name, record.slice());
          return Promise.resolve();
        },
      }),
    ],
    ['remove', () => ({ remove: () => Promise.resolve() })],
  ])('in %s is told of that', async (part, faultsOf) => {
    const place = testPlace('nas');
    place.faults = faultsOf(place);
    expect(partsOf(await examined(place))).toContain(part);
    // Healthy otherwise: only what hangs together with it is told, too.
    expect(partsOf(await examined(testPlace('nas')))).toEqual([]);
  });

  it('is told why it is of no use where it does not answer', async () => {
    const found = await examined(testPlace('nas', { away: true }));
    expect(found.error).toMatchObject({ code: 'UNAVAILABLE' });
    expect(found.contract).toBeNull();
  });

  it('is told of backups that are dated after the clock', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc(), { clock: new Date('2031-01-01T00:00:00Z') });
    await pushFrom(pc, [place]);
    expect((await examined(place)).aheadAt).toMatch(/^2031-01-01T/);
    expect((await examined(place)).contract?.faults).toEqual([]);
  });
});

const about: Surroundings = {
  ...{ version: '0.1.0', node: '24.1.0', parts: [], configPath: '/c', configFault: null },
  ...{ entryFaults: [], places: 1, schedule: 'on' },
};

describe('what else may be wrong', () => {
  const minute = 60_000;

  it.each<[string, number | null, string | null]>([
    ['no clock', null, null],
    ['a clock that is a little ahead', 4 * minute, null],
    ['a clock that is an hour ahead', 60 * minute, '60 minutes ahead of'],
    ['a clock that is some minutes behind', -7 * minute, '7 minutes behind'],
  ])('is told of %s', async (_what, aheadMs, told) => {
    const place = testPlace('nas', { faults: { clockAheadMs: () => Promise.resolve(aheadMs) } });
    const run = runOn(testPc(annasPc()), [place]);
    const findings = findingsOf(about, await examine(run, { readOnly: false }));
    const clocks = findings.filter(({ subject }) => subject === 'clock');
    expect(clocks.map(({ level }) => level)).toEqual(told === null ? [] : ['problem']);
    if (told !== null) expect([clocks[0]?.place, clocks[0]?.hint === null]).toEqual(['nas', false]);
    expect(clocks[0]?.message ?? '').toContain(told ?? '');
  });

  it('is a state that cannot be written, which is tried unless only looking is wanted', async () => {
    const pc = testPc(annasPc());
    const refusal = new VaultError('BAD_STATE', 'the state file cannot be written (EROFS)');
    const state = { ...pc.state, tryWriting: () => Promise.reject(refusal) };
    const run = runOn(pc, [], { state });
    const found = findingsOf(about, await examine(run, { readOnly: false }));
    const problems = found.filter(({ level }) => level === 'problem');
    expect(problems).toMatchObject([{ subject: 'state', message: refusal.message }]);
    const looked = findingsOf(about, await examine(run, { readOnly: true }));
    expect(doctorStatus(looked)).toBe(0);
  });

  it('is a change of the passphrase that was interrupted, with the command that ends it', async () => {
    const pc = testPc(annasPc());
    await pushFrom(pc, [testPlace('nas')]);
    const { vaults, ...rest } = pc.state.current();
    await pc.state.save({
      ...rest,
      vaults: vaults.map((vault) => ({ ...vault, isChanging: true })),
    });
    const found = findingsOf(about, await examine(runOn(pc, []), { readOnly: true }));
    const [problem, ...others] = found.filter(({ level }) => level === 'problem');
    expect(others).toEqual([]);
    expect(problem?.subject).toBe('state');
    expect(JSON.stringify(problem?.hint)).toContain('passphrase-change');
  });
});

describe('what is made of it', () => {
  it('is healthy where all is good, with the advice to make a recovery code', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    const derive = derivePassphraseKey;
    await pushFrom(pc, [place], { derive });
    const before = findingsOf(about, await examine(runOn(pc, [place]), { readOnly: false }));
    expect(before.filter(({ level }) => level !== 'ok').map(({ subject }) => subject)).toEqual([
      'recovery',
    ]);
    expect(doctorStatus(before)).toBe(0);
    await createRecoveryCode(runOn(pc, [place], { derive }), { unlock: givenPassphrase() });
    const after = findingsOf(about, await examine(runOn(pc, [place]), { readOnly: true }));
    expect(after.map(({ level }) => level).filter((level) => level !== 'ok')).toEqual([]);
  });

  it('is 21, each problem with its next step, where something is not', async () => {
    const place = testPlace('nas', { away: true });
    const parts = [
      { name: 'koffi', for: 'firmware', fault: { message: 'gone', hint: 'npm install' } },
    ];
    const result = await examine(runOn(testPc(annasPc()), [place]), { readOnly: false });
    const findings = findingsOf({ ...about, parts, node: '20.19.0', schedule: 'written' }, result);
    expect(doctorStatus(findings)).toBe(21);
    const bad = findings.filter(({ level }) => level === 'problem');
    expect(bad.map(({ subject }) => subject)).toEqual(['native-part', 'place', 'schedule']);
    for (const one of findings) if (one.level !== 'ok') expect(one.hint).not.toBeNull();
  });
});

function corrupted(held: ReadonlyMap<string, Uint8Array>, name: RecordName): Promise<Uint8Array> {
  return Promise.resolve((held.get(name) ?? new Uint8Array(1)).map((byte) => byte ^ 1));
}

// eslint-disable-next-line @typescript-eslint/require-await -- as the contract has it
async function* nothingListed(): AsyncGenerator<RecordName, void, undefined> {
  yield* [];
}
