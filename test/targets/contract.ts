// The contract suite: what every kind of target must do, as the comments of src/targets/target.ts say
// it. A kind's own test hands over how to make a place and adds only what is peculiar to the kind.
// Long, because it is one list: a new kind passes this file and is done.
import type { SealedRecord } from '../../src/record/sealed-record.js';
import { TargetError } from '../../src/targets/target.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordName } from '../../src/record/name.js';
import type { Target } from '../../src/targets/target.js';
import { sealedSample, type SealedSample, secondTag } from '../support/sealed.js';
import {
  expectHeld,
  expectTargetError,
  expectTraits,
  largeSample,
  manySamples,
  namesIn,
  nextTurn,
  putSample,
  rejection,
  sortedNames,
} from '../support/target-assertions.js';
import { never } from '../support/signal.js';

/** A fresh, empty, initialised place, and the ways around the target that the suite needs. */
export interface ContractPlace {
  readonly target: Target;
  /** Another target for the same place, as another run of the program would open it. */
  reopen(): Target | Promise<Target>;
  /** Puts things into the place that are no records, as other programs or a killed push leave them. */
  strays(): Promise<void>;
  /** Names everything that lies in the place, records or not, in any order. */
  contents(): Promise<readonly string[]>;
  /** Takes the place away. The suite has closed `target`, and those that it reopened, by then. */
  dispose(): Promise<void>;
}

/** What a kind's test hands over. */
export interface ContractSetup {
  /** Called once for every test. */
  create(): Promise<ContractPlace>;
}

const sizesBytes = [1, 2, 512, 1_826, 2_560, 65_537, 1_000_000];

/**
 * Declares the suite for one kind of place.
 * @param setup null where the real part is missing: the suite is then shown as skipped.
 */
export function describeTargetContract(name: string, setup: ContractSetup | null): void {
  describe.skipIf(setup === null)(`the target contract: ${name}`, () => {
    let place: ContractPlace;
    let opened: Target[];
    const reopen = async (): Promise<Target> => {
      const target = await place.reopen();
      opened.push(target);
      return target;
    };
    beforeEach(async () => {
      if (setup === null) return;
      place = await setup.create();
      opened = [place.target];
    });
    afterEach(async () => {
      for (const target of opened) await target.close();
      await place.dispose();
    });
    const context: ContractContext = { place: () => place, target: () => place.target, reopen };
    describePut(context);
    describeList(context);
    describeRemove(context);
    describeIdentify(context);
    describeTryWriting(context);
    describeAbort(context);
    describeConcurrency(context);
  });
}

interface ContractContext {
  readonly place: () => ContractPlace;
  readonly target: () => Target;
  readonly reopen: () => Promise<Target>;
}

function describePut({ target, reopen }: ContractContext): void {
  it('gives back what was put, whatever the size', async () => {
    const { traits } = await target().identify(never);
    const sizes = [...sizesBytes, traits.maxRecordBytes];
    for (const sizeBytes of new Set(sizes.filter((size) => size <= traits.maxRecordBytes))) {
      const sample = sealedSample({ sizeBytes, seed: `size ${sizeBytes}` });
      await target().put(sample.name, sample.record, never);
      await expectHeld(target(), sample);
    }
  });

  it('shows a record to whoever opens the place later', async () => {
    const sample = await putSample(target(), 'later');
    const later = await reopen();
    await expectHeld(later, sample);
    expect(await namesIn(later)).toEqual([sample.name]);
  });

  it('takes the same bytes under the same name again', async () => {
    const sample = await putSample(target(), 'again');
    await target().put(sample.name, sample.record, never);
    await (await reopen()).put(sample.name, sample.record, never);
    await expectHeld(target(), sample);
    expect(await namesIn(target())).toEqual([sample.name]);
  });

  it('refuses other bytes under a name, and keeps the first', async () => {
    const sample = await putSample(target(), 'first');
    const longer = sealedSample({ sizeBytes: sample.record.length + 1, seed: 'longer' });
    const equallyLong = sealedSample({ sizeBytes: sample.record.length, seed: 'other' });
    for (const other of [longer, equallyLong]) {
      await expectTargetError(target().put(sample.name, other.record, never), 'CONFLICT');
      await expectHeld(target(), sample);
    }
  });

  it('lets a damaged copy give way to the record of its name, in one step', async () => {
    const sample = sealedSample({ sizeBytes: 900, seed: 'mended' });
    const damaged = sample.record.slice() as SealedRecord;
    damaged[450] = (damaged[450] ?? 0) ^ 1;
    // A place may refuse at once what is not what its name says.
    const planted = await target()
      .put(sample.name, damaged, never)
      .catch((error: unknown) => error);
    if (planted !== undefined) expect(planted).toMatchObject({ code: 'CONFLICT' });
    await Promise.all([
      target().put(sample.name, sample.record, never),
      target().put(sample.name, sample.record, never),
    ]);
    await expectHeld(target(), sample);
    expect(await namesIn(target())).toEqual([sample.name]);
    await expectTargetError(target().put(sample.name, damaged, never), 'CONFLICT');
  });

  it('does not find a record that was never put', async () => {
    const sample = await putSample(target(), 'present');
    const absent = sealedSample({ sizeBytes: 100, seed: 'absent' });
    const elsewhere = sealedSample({ sizeBytes: 100, seed: 'absent', tag: secondTag });
    await expectTargetError(target().get(absent.name, never), 'NOT_FOUND');
    await expectTargetError(target().get(elsewhere.name, never), 'NOT_FOUND');
    await expectHeld(target(), sample);
  });

  it('refuses a record above its limit and stores nothing of it', async () => {
    const { traits } = await target().identify(never);
    const sample = sealedSample({ sizeBytes: traits.maxRecordBytes + 1, seed: 'too large' });
    await expectTargetError(target().put(sample.name, sample.record, never), 'TOO_LARGE');
    await expectTargetError(target().get(sample.name, never), 'NOT_FOUND');
    expect(await namesIn(target())).toEqual([]);
  });

  it('does not keep hold of the bytes that it was handed', async () => {
    const sample = sealedSample({ sizeBytes: 600, seed: 'handed over' });
    const handed = sealedSample({ sizeBytes: 600, seed: 'handed over' });
    await target().put(handed.name, handed.record, never);
    handed.record.fill(0);
    await expectHeld(target(), sample);
  });
}

function describeList({ place, target }: ContractContext): void {
  it('lists nothing in a new place', async () => {
    expect(await namesIn(target())).toEqual([]);
  });

  it('lists every record of every PC once', async () => {
    const samples = manySamples();
    for (const sample of samples) await target().put(sample.name, sample.record, never);
    expect(await namesIn(target())).toEqual(sortedNames(samples));
    for (const sample of samples) await expectHeld(target(), sample);
  });

  it('passes over what is no record', async () => {
    const sample = await putSample(target(), 'among strays');
    const before = await place().contents();
    await place().strays();
    expect((await place().contents()).length).toBeGreaterThan(before.length);
    expect(await namesIn(target())).toEqual([sample.name]);
    await expectHeld(target(), sample);
  });

  it('can be left off and begun again', async () => {
    const samples = manySamples();
    for (const sample of samples) await target().put(sample.name, sample.record, never);
    for await (const name of target().list(never)) {
      expect(sortedNames(samples)).toContain(name);
      break;
    }
    expect(await namesIn(target())).toEqual(sortedNames(samples));
  });
}

function describeRemove({ place, target, reopen }: ContractContext): void {
  it('removes one record and no other', async () => {
    const [gone, ...kept] = manySamples();
    if (gone === undefined) throw new Error('no samples');
    for (const sample of [gone, ...kept]) await target().put(sample.name, sample.record, never);
    await target().remove(gone.name, never);
    await expectTargetError(target().get(gone.name, never), 'NOT_FOUND');
    expect(await namesIn(await reopen())).toEqual(sortedNames(kept));
  });

  it('removes what is not there without complaint', async () => {
    const sample = await putSample(target(), 'bystander');
    const absent = sealedSample({ sizeBytes: 100, seed: 'absent', tag: secondTag });
    await target().remove(absent.name, never);
    await target().remove(absent.name, never);
    expect(await namesIn(target())).toEqual([sample.name]);
  });

  it('takes a record again after its removal', async () => {
    const sample = await putSample(target(), 'back again');
    await target().remove(sample.name, never);
    await target().put(sample.name, sample.record, never);
    await expectHeld(target(), sample);
  });

  it('leaves strays alone when it removes', async () => {
    await place().strays();
    const before = [...(await place().contents())].sort();
    const sample = await putSample(target(), 'among strays');
    await target().remove(sample.name, never);
    const after = new Set(await place().contents());
    expect(before.filter((stray) => !after.has(stray))).toEqual([]);
  });
}

function describeIdentify({ place, target, reopen }: ContractContext): void {
  it('changes nothing when it says what it is', async () => {
    await putSample(target(), 'before');
    const before = [...(await place().contents())].sort();
    await target().identify(never);
    expect([...(await place().contents())].sort()).toEqual(before);
  });

  it('names the place the same way in every run', async () => {
    const { placeId, traits } = await target().identify(never);
    expect(placeId).toEqual(expect.any(String));
    expect(await (await reopen()).identify(never)).toMatchObject({ placeId, traits });
  });

  it('tells every trait, each with a value that there is', async () => {
    const { traits } = await target().identify(never);
    expectTraits(traits);
  });

  it('keeps what it holds when it is closed', async () => {
    const other = await place().reopen();
    const sample = await putSample(other, 'closed');
    await other.close();
    await expectHeld(target(), sample);
  });
}

function describeTryWriting({ place, target }: ContractContext): void {
  it('leaves nothing behind when it tries writing, and lists what it listed', async () => {
    const sample = await putSample(target(), 'before');
    const before = [...(await place().contents())].sort();
    await target().tryWriting(never);
    expect([...(await place().contents())].sort()).toEqual(before);
    expect(await namesIn(target())).toEqual([sample.name]);
  });

  it('tells the clock of the place, which is right here, or none, and leaves nothing behind', async () => {
    const before = [...(await place().contents())].sort();
    const aheadMs = await target().clockAheadMs(never);
    expect(Math.abs(aheadMs ?? 0)).toBeLessThan(60_000);
    expect([...(await place().contents())].sort()).toEqual(before);
  });
}

function describeAbort({ target }: ContractContext): void {
  it('does nothing under a signal that is aborted, and rejects with its reason', async () => {
    const kept = await putSample(target(), 'kept');
    const other = sealedSample({ sizeBytes: 100, seed: 'aborted' });
    const reason = new Error('stopped by the test');
    const signal = AbortSignal.abort(reason);
    expect(await rejection(target().identify(signal))).toBe(reason);
    expect(await rejection(target().tryWriting(signal))).toBe(reason);
    expect(await rejection(target().clockAheadMs(signal))).toBe(reason);
    expect(await rejection(target().put(other.name, other.record, signal))).toBe(reason);
    expect(await rejection(target().get(kept.name, signal))).toBe(reason);
    expect(await rejection(target().remove(kept.name, signal))).toBe(reason);
    expect(await rejection(namesIn(target(), signal))).toBe(reason);
    expect(await namesIn(target())).toEqual([kept.name]);
  });

  it('leaves all or nothing of a put that is aborted under way', async () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const sample = await largeSample(target(), `aborted ${attempt}`);
      const controller = new AbortController();
      const put = target().put(sample.name, sample.record, controller.signal);
      const outcome = put.then(
        () => 'stored',
        (error: unknown) => error,
      );
      for (let turn = 0; turn < attempt; turn += 1) await nextTurn();
      const reason = new Error(`stopped ${attempt}`);
      controller.abort(reason);
      expect(['stored', reason]).toContain(await outcome);
      if ((await namesIn(target())).includes(sample.name)) await expectHeld(target(), sample);
      await target().put(sample.name, sample.record, never);
      await expectHeld(target(), sample);
      await target().remove(sample.name, never);
    }
  });
}

function describeConcurrency({ target, reopen }: ContractContext): void {
  it('shows nobody half a record while it is put', async () => {
    const reader = await reopen();
    const samples = new Map<RecordName, SealedSample>();
    for (let n = 0; n < 6; n += 1) {
      const sample = await largeSample(target(), `large ${n}`);
      samples.set(sample.name, sample);
    }
    const done = new AbortController();
    const stored = new Set<RecordName>();
    /** Whole, or while its put goes on not there yet: a listing may be ahead (versioned buckets of Ceph). */
    const expectWhole = async (sample: SealedSample): Promise<void> => {
      const wasStored = stored.has(sample.name);
      try {
        await expectHeld(reader, sample);
      } catch (error) {
        const isMissing = error instanceof TargetError && error.code === 'NOT_FOUND';
        if (wasStored || !isMissing) throw error;
      }
    };
    const reading = (async () => {
      while (!done.signal.aborted) {
        for await (const name of reader.list(never)) {
          const sample = samples.get(name);
          if (sample === undefined) throw new Error(`listed a name that was never put: ${name}`);
          await expectWhole(sample);
        }
        await nextTurn();
      }
    })();
    // Its failure is met where it is awaited.
    reading.catch(() => undefined);
    for (const { name, record } of samples.values()) {
      await target().put(name, record, never);
      stored.add(name);
    }
    done.abort();
    await reading;
    expect(await namesIn(reader)).toEqual([...samples.keys()].sort());
  });

  it('takes the same record twice at once', async () => {
    const sample = await largeSample(target(), 'twice at once');
    const other = await reopen();
    await Promise.all([
      target().put(sample.name, sample.record, never),
      other.put(sample.name, sample.record, never),
      target().put(sample.name, sample.record, never),
    ]);
    await expectHeld(target(), sample);
    expect(await namesIn(other)).toEqual([sample.name]);
  });

  it('takes many records at once', async () => {
    const samples = manySamples();
    const both = [target(), await reopen()];
    await Promise.all(
      samples.map(({ name, record }, n) => (both[n % 2] ?? target()).put(name, record, never)),
    );
    expect(await namesIn(target())).toEqual(sortedNames(samples));
    for (const sample of samples) await expectHeld(target(), sample);
  });
}
