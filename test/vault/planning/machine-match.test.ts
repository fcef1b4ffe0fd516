import { describe, expect, it } from 'vitest';
import type { RecordContent, Snapshot } from '../../../src/record/schema.js';
import { matchMachine } from '../../../src/vault/planning/machine-match.js';
import { annasPc, bensPc } from '../../support/household-samples.js';
import { smallContent } from '../../support/sample-content.js';

type Changes = Partial<Snapshot['machine'] & Snapshot['os']>;

/** Anna's PC with some facts changed. */
function changed(changes: Changes): Snapshot {
  const { machine, os, ...rest } = annasPc();
  const { name, serial, uuid, machineGuid, productId, installedAt } = {
    ...machine,
    ...os,
    ...changes,
  };
  return {
    ...rest,
    machine: { ...machine, name, serial, uuid },
    os: { ...os, machineGuid, productId, installedAt },
  };
}

function recorded(snapshot: Snapshot, facts: { tag?: string; takenAt?: string } = {}) {
  const { tag = 'aaaaaaaaaaaaaaaa', takenAt = '2026-01-01T00:00:00Z' } = facts;
  const machine = { ...snapshot.machine, tag };
  return { ...smallContent, ...snapshot, machine, takenAt } satisfies RecordContent;
}

const anna = recorded(annasPc());
const ben = recorded(bensPc(), { tag: 'bbbbbbbbbbbbbbbb' });

const noBoard = { serial: null, uuid: null };
const newWindows = { machineGuid: 'new', productId: 'new', name: 'DESKTOP-NEW', installedAt: null };
const otherBoard = { serial: 'other', uuid: '99999999-0000-4000-8000-000000000000' };

describe('the running PC', () => {
  it.each<[string, Changes, string]>([
    ['is the same after a reinstall, by UUID and serial', newWindows, 'same'],
    ['is the same by MachineGuid and name where its board tells nothing', noBoard, 'same'],
    ['is the same by MachineGuid and product id', { ...noBoard, name: null }, 'same'],
    ['is the same by its board when it was renamed', { name: 'RENAMED' }, 'same'],
    [
      'is asked about when its board tells nothing and its name is another',
      { ...noBoard, name: 'RENAMED' },
      'unsure',
    ],
    [
      'is asked about when its serial tells nothing and its UUID is another',
      { uuid: otherBoard.uuid, serial: 'To Be Filled By O.E.M.' },
      'unsure',
    ],
    ['is the same when only the serial was set anew', { serial: 'other' }, 'same'],
    ['is asked about when only the UUID agrees', { ...newWindows, serial: 'other' }, 'unsure'],
    ['is asked about when only the serial agrees', { ...newWindows, uuid: 'other' }, 'unsure'],
    ['is asked about when only the UUID is known', { ...newWindows, serial: null }, 'unsure'],
    ['is asked about when it is a clone on another board', otherBoard, 'unsure'],
    [
      'is asked about when its board tells nothing and only the name agrees',
      { ...newWindows, ...noBoard, name: 'DESKTOP-7K2M9QX' },
      'unsure',
    ],
    [
      'is asked about when only the MachineGuid agrees',
      { ...noBoard, name: 'RENAMED', productId: 'changed' },
      'unsure',
    ],
    [
      'is new when the board is another and only the name agrees',
      { ...newWindows, ...otherBoard, name: 'DESKTOP-7K2M9QX' },
      'new',
    ],
    [
      'is new when only the product id agrees, as on every PC with a digital licence',
      { ...newWindows, ...otherBoard, productId: '00330-80000-00000-AA535' },
      'new',
    ],
    ['is new when nothing agrees', { ...newWindows, ...otherBoard }, 'new'],
  ])('%s', (_name, changes, kind) => {
    expect(matchMachine(changed(changes), 'this-pc', [ben, anna]).kind).toBe(kind);
  });

  it.each([
    ['00000000-0000-0000-0000-000000000000', 'PF2ABCDE'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'PF2ABCDE'],
    ['03000200-0400-0500-0006-000700080009', 'PF2ABCDE'],
    ['4c4c4544-0037-4b10-8032-b7c04f4d3258', 'To Be Filled By O.E.M.'],
    ['4c4c4544-0037-4b10-8032-b7c04f4d3258', 'Default string'],
    ['4c4c4544-0037-4b10-8032-b7c04f4d3258', 'System Serial Number'],
    ['4c4c4544-0037-4b10-8032-b7c04f4d3258', '00000000'],
    ['4c4c4544-0037-4b10-8032-b7c04f4d3258', ' '],
  ])('is not recognised by what a maker left open: %s, %s', (uuid, serial) => {
    const board = recorded(changed({ uuid, serial }));
    const snapshot = changed({ uuid, serial, ...newWindows });
    expect(matchMachine(snapshot, 'this-pc', [board]).kind).not.toBe('same');
  });

  it('is the same whatever the case', () => {
    const { uuid, serial } = annasPc().machine;
    const upper = { uuid: uuid?.toUpperCase() ?? '', serial: serial?.toLowerCase() ?? '' };
    const match = matchMachine(changed({ ...newWindows, ...upper }), 'this-pc', [anna]);
    expect(match).toEqual({ kind: 'same', earlier: anna });
  });
});

describe('a disk or an export', () => {
  const disk = { ...noBoard };
  it.each<[string, Changes, string]>([
    ['is that PC by MachineGuid and name', { ...disk, productId: 'changed' }, 'same'],
    ['is that PC by MachineGuid and product id', { ...disk, name: null }, 'same'],
    [
      'is asked about by MachineGuid alone',
      { ...disk, name: null, productId: 'changed' },
      'unsure',
    ],
    ['is that PC by product id and moment of setup', { ...disk, machineGuid: null }, 'same'],
    [
      'is asked about by product id and moment of setup when its name is another',
      { ...disk, machineGuid: null, name: 'CLONE' },
      'unsure',
    ],
    [
      'is another PC when its MachineGuid differs, whatever the moment of setup',
      { ...disk, machineGuid: 'other' },
      'new',
    ],
    [
      'is another PC when only the moment of setup agrees',
      { ...disk, machineGuid: null, productId: 'other' },
      'new',
    ],
    ['is another PC when nothing is known', { ...disk, ...newWindows, machineGuid: null }, 'new'],
  ])('%s', (_name, changes, kind) => {
    expect(matchMachine(changed(changes), 'elsewhere', [ben, anna]).kind).toBe(kind);
  });

  it('is never filed under the PC that reads it', () => {
    // what a careless collector would hand over: the board of the PC that reads the disk
    const { machine } = annasPc();
    const snapshot = { ...bensPc(), machine: { ...machine, name: 'BEN-PC' } };
    const os = { ...snapshot.os, machineGuid: 'disk' };
    expect(matchMachine({ ...snapshot, os }, 'elsewhere', [anna]).kind).toBe('new');
  });
});

describe('of several PCs', () => {
  it('the one that agrees in most facts is the same', () => {
    const upgraded = recorded(changed({ installedAt: '2019-01-01T00:00:00Z' }), {
      tag: 'cccccccccccccccc',
      takenAt: '2026-12-31T00:00:00Z',
    });
    for (const known of [
      [anna, upgraded],
      [upgraded, anna],
    ]) {
      expect(matchMachine(annasPc(), 'this-pc', known)).toEqual({ kind: 'same', earlier: anna });
    }
  });

  it('the one seen last is the same where all agree alike', () => {
    const later = recorded(annasPc(), {
      tag: 'cccccccccccccccc',
      takenAt: '2026-12-31T00:00:00Z',
    });
    for (const known of [
      [anna, later],
      [later, anna],
    ]) {
      expect(matchMachine(annasPc(), 'this-pc', known)).toEqual({ kind: 'same', earlier: later });
    }
  });

  it('clones on other boards are both candidates for a disk that tells no board', () => {
    const clone = recorded(changed(otherBoard), {
      tag: 'cccccccccccccccc',
      takenAt: '2026-12-31T00:00:00Z',
    });
    for (const known of [
      [anna, clone],
      [clone, anna],
    ]) {
      const match = matchMachine(changed(noBoard), 'elsewhere', known);
      expect(match).toEqual({ kind: 'unsure', candidates: [clone, anna] });
    }
  });

  it('all that may be it are candidates, and no other', () => {
    const half = recorded(changed({ ...newWindows, serial: 'other' }), { tag: 'cccccccccccccccc' });
    const snapshot = changed({ ...newWindows, ...{ serial: 'third' }, machineGuid: 'third' });
    const match = matchMachine(snapshot, 'this-pc', [ben, anna, half]);
    expect(match.kind).toBe('unsure');
    const candidates = match.kind === 'unsure' ? match.candidates : [];
    expect(candidates.map((one) => one.machine.tag).sort()).toEqual([
      'aaaaaaaaaaaaaaaa',
      'cccccccccccccccc',
    ]);
  });
});
