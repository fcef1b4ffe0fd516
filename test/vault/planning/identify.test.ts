import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/collect/collector.js';
import type { RecordContent, Snapshot } from '../../../src/record/schema.js';
import { heldNames, pullFrom, pushFrom, testPc, testPlace } from '../../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../../support/household-samples.js';

function findings(...snapshots: Snapshot[]): () => Promise<{ findings: Finding[]; warnings: [] }> {
  const all = snapshots.map((snapshot, i) => {
    return { snapshot, origin: 'elsewhere' as const, source: `/disk${i}` };
  });
  return () => Promise.resolve({ findings: all, warnings: [] });
}

/** Anna's disk in another PC: nothing is known of the board. */
function annasDisk(): Snapshot {
  const { machine, ...rest } = annasPc([foundLicence(productKeys.ownOffice)]);
  return { ...rest, machine: { ...machine, serial: null, uuid: null } };
}

describe('the PC of a finding', () => {
  it('keeps its tag while every place that holds its records is away', async () => {
    const first = testPlace('first');
    const second = testPlace('second');
    const pc = testPc(annasPc());
    const { records: before } = await pushFrom(pc, [first]);
    const { records } = await pushFrom(pc, [second]);
    expect(records[0]?.content.machine.tag).toBe(before[0]?.content.machine.tag);
    expect((await pullFrom([first, second])).opened).toHaveLength(1);
  });

  it('is the one whose disk was read, and what its board told is kept', async () => {
    const place = testPlace('stick');
    const { records: before } = await pushFrom(testPc(annasPc()), [place]);
    const reader = testPc(bensPc());
    const { records } = await pushFrom(reader, [place], { collect: findings(annasDisk()) });
    expect(records[0]?.content.machine).toEqual(before[0]?.content.machine);
    expect(keysOf(records[0]?.content.licences ?? [])).toEqual(
      [productKeys.ownWindows, productKeys.ownOffice].sort(),
    );
  });

  it('is not the one that read the disk', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const disk = { ...bensPc(), machine: { ...bensPc().machine, serial: null, uuid: null } };
    const { records } = await pushFrom(pc, [place], { collect: findings(disk) });
    expect(records[0]?.content).toMatchObject({ sequence: 1, previous: null });
    const { opened } = await pullFrom([place]);
    expect(opened.map((one) => one.content.machine.name).sort()).toEqual([
      'BEN-PC',
      'DESKTOP-7K2M9QX',
    ]);
  });

  it('is what the owner says where facts half agree', async () => {
    const place = testPlace('stick');
    const { records: before } = await pushFrom(testPc(annasPc()), [place]);
    const newBoard = {
      ...annasPc(),
      machine: { ...annasPc().machine, serial: 'NEW', uuid: 'new' },
    };
    const asked: (readonly RecordContent[])[] = [];
    const { records } = await pushFrom(testPc(newBoard), [place], {
      whichPc: (_snapshot, candidates) => {
        asked.push(candidates);
        return Promise.resolve(candidates[0] ?? null);
      },
    });
    expect(asked).toEqual([before.map((record) => record.content)]);
    expect(records[0]?.content).toMatchObject({ sequence: 2, machine: { serial: 'NEW' } });
    expect(records[0]?.content.machine.tag).toBe(before[0]?.content.machine.tag);
  });

  it('is a new one when the owner says so, and nothing is mixed', async () => {
    const place = testPlace('stick');
    await pushFrom(testPc(annasPc()), [place]);
    const clone = annasPc([foundLicence(productKeys.other)]);
    const machine = { ...clone.machine, serial: 'CLONE', uuid: 'clone' };
    const whichPc = (): Promise<null> => Promise.resolve(null);
    const pc = testPc({ ...clone, machine });
    const { records } = await pushFrom(pc, [place], { whichPc });
    expect(keysOf(records[0]?.content.licences ?? [])).toEqual([productKeys.other]);
    expect((await pullFrom([place])).opened).toHaveLength(2);
    // from now on its own record is the better match: nobody is asked again
    await pushFrom(pc, [place]);
  });
});

describe('a source that tells too little to recognise a PC by', () => {
  const nothing = { name: null, manufacturer: null, model: null, serial: null, uuid: null };
  const bare = (keys: string[]): Snapshot => {
    const { os, ...rest } = annasPc(keys.map((key) => foundLicence(key)));
    const unknown = { machineGuid: null, productId: null, installedAt: null };
    return { ...rest, machine: nothing, os: { ...os, ...unknown } };
  };

  it('is the same when it is read once more', async () => {
    const place = testPlace('stick');
    const pc = testPc(bensPc());
    const collect = findings(bare([productKeys.ownWindows]));
    await pushFrom(pc, [place], { collect });
    pc.state.lose();
    const { records } = await pushFrom(pc, [place], { collect });
    expect(records.map((record) => record.unchanged)).toEqual([true]);
    expect(heldNames(place)).toHaveLength(1);
  });

  it('is another when it tells of another key', async () => {
    const place = testPlace('stick');
    const pc = testPc(bensPc());
    await pushFrom(pc, [place], { collect: findings(bare([productKeys.ownWindows])) });
    await pushFrom(pc, [place], {
      collect: findings(bare([productKeys.ownWindows, productKeys.other])),
    });
    const { opened } = await pullFrom([place]);
    expect(opened).toHaveLength(2);
  });

  it('is not taken for a PC that is known by something', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    await pushFrom(pc, [place], { collect: findings(bare([productKeys.ownWindows])) });
    expect((await pullFrom([place])).opened).toHaveLength(2);
  });
});

describe('several findings in one run', () => {
  it('that look like one PC are two, and stay the same two in the next run', async () => {
    const place = testPlace('stick');
    const pc = testPc(bensPc());
    const old = { ...annasDisk(), os: { ...annasDisk().os, installedAt: '2019-01-01T00:00:00Z' } };
    const collect = findings(annasDisk(), old);
    const first = await pushFrom(pc, [place], { collect });
    expect(heldNames(place)).toHaveLength(2);
    const second = await pushFrom(pc, [place], { collect });
    expect(second.records.map((record) => [record.name, record.unchanged])).toEqual(
      first.records.map((record) => [record.name, true]),
    );
    pc.state.lose();
    const third = await pushFrom(pc, [place], { collect });
    expect(third.records.map((record) => record.name)).toEqual(
      first.records.map((record) => record.name),
    );
  });

  it('are two where only one of them is known', async () => {
    const place = testPlace('stick');
    const pc = testPc(bensPc());
    const old = { ...annasDisk(), os: { ...annasDisk().os, installedAt: '2019-01-01T00:00:00Z' } };
    const first = await pushFrom(pc, [place], { collect: findings(annasDisk()) });
    const { records } = await pushFrom(pc, [place], { collect: findings(annasDisk(), old) });
    expect(records[0]?.content.machine.tag).toBe(first.records[0]?.content.machine.tag);
    expect(records[1]?.content).toMatchObject({ sequence: 1, previous: null });
  });

  it('warn of a key that two of them share, and are unchanged in the next run', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    const shared = [foundLicence(productKeys.other)];
    const collect = findings(annasPc(shared), bensPc(shared));
    const { records } = await pushFrom(pc, [place], { collect });
    for (const record of records) {
      expect(record.content.licences[0]?.cautions).toEqual(['same-on-other-pc']);
    }
    const again = await pushFrom(pc, [place], { collect });
    expect(again.records.map((record) => record.unchanged)).toEqual([true, true]);
  });
});
