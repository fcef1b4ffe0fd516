import { expect, it } from 'vitest';
import type { VolumeCalls } from '../../../src/system/kernel32.js';
import { attachedWindowsVolumes } from '../../../src/system/volumes/windows-volumes.js';

const guid = (number: number): string =>
  `\\\\?\\Volume{00000000-0000-0000-0000-${String(number).padStart(12, '0')}}\\`;

/** A Windows with volumes 1, 2, ... that are mounted so, and other letters that stand for this. */
function volumesOf(
  mounts: readonly (readonly string[])[],
  others: Readonly<Record<string, string>> = {},
) {
  const known = new Map(mounts.map((each, i) => [guid(i + 1), [...each]]));
  const letters = mounts.flat().filter((mount) => mount.length === 3);
  const calls: VolumeCalls = {
    volumeNames: () => [...known.keys()],
    mountsOf: (name) => known.get(name) ?? [],
    driveLetters: () => [...letters.map((letter) => letter.slice(0, 2)), ...Object.keys(others)],
    meaningOf: (letter) => others[letter] ?? '\\Device\\HarddiskVolume1',
  };
  return attachedWindowsVolumes({ ownDrive: 'c:', loadCalls: () => Promise.resolve(calls) });
}

const names = async (volumes: ReturnType<typeof volumesOf>): Promise<string[]> =>
  (await volumes).volumes.map(({ name }) => name);

it('names drive letters, and volumes without one by their own name', async () => {
  const { volumes, unlisted } = await volumesOf([['E:\\'], ['C:\\'], [], ['D:\\']]);
  expect(volumes).toEqual([
    { root: 'D:\\', device: '\\\\.\\D:', type: null, name: 'D:\\' },
    { root: 'E:\\', device: '\\\\.\\E:', type: null, name: 'E:\\' },
    { root: guid(3), device: guid(3).slice(0, -1), type: null, name: guid(3) },
  ]);
  expect(unlisted).toBeNull();
});

it('shows the folder that a volume is mounted into, and reads it by its own name', async () => {
  const { volumes } = await volumesOf([['C:\\'], ['C:\\old disk\\']]);
  expect(volumes).toEqual([
    { root: guid(2), device: guid(2).slice(0, -1), type: null, name: 'C:\\old disk\\' },
  ]);
});

it('leaves out the volume that Windows runs from, also where it has a second place', async () => {
  expect(await names(volumesOf([['C:\\', 'D:\\mirror\\'], ['D:\\']]))).toEqual(['D:\\']);
});

it('takes a volume with two letters once', async () => {
  expect(await names(volumesOf([['C:\\'], ['D:\\', 'E:\\']]))).toEqual(['D:\\']);
});

it('takes network drives, and nothing that subst has made', async () => {
  const others = {
    'S:': '\\??\\C:\\Users\\anna',
    'Z:': '\\Device\\LanmanRedirector\\;Z:0\\nas\\old',
  };
  expect(await names(volumesOf([['C:\\']], others))).toEqual(['Z:\\']);
});

it('tries all letters, and says why, where volumes cannot be listed', async () => {
  const loadCalls = () => Promise.reject(new Error("Cannot find package 'koffi'\nand so on"));
  const { volumes, unlisted } = await attachedWindowsVolumes({ ownDrive: 'C:', loadCalls });
  expect(volumes.map(({ root }) => root)).toHaveLength(25);
  expect(volumes.map(({ root }) => root)).not.toContain('C:\\');
  expect(unlisted).toBe("Cannot find package 'koffi'");
});
