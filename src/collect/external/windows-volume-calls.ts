// What Windows tells of its volumes, asked in process. The registry (HKLM\SYSTEM\MountedDevices) has
// their names too, but of every stick that was ever plugged in. Everything here but errorOf asks the mount
// manager and no disk. Source: Microsoft Learn, fileapi.h: FindFirstVolumeW,
// GetVolumePathNamesForVolumeNameW, GetLogicalDrives, QueryDosDeviceW, GetVolumeInformationW.
import type { LibraryHandle } from 'koffi';

/** The calls that are needed. */
export interface VolumeCalls {
  /** `\\?\Volume{GUID}\` of every volume that is there now. */
  volumeNames(): string[];
  /** The drive letters (`D:\`) and folders that a volume is mounted at. */
  mountsOf(volumeName: string): string[];
  /** `D:` of every drive letter in use, network drives included. */
  driveLetters(): string[];
  /** What a drive letter stands for: `\Device\...`, or `\??\C:\folder` after `subst`; null if unknown. */
  meaningOf(letter: string): string | null;
  /** The number of Windows' error when it is asked for the file system at a root; 0 for none. */
  errorOf(root: string): number;
}

const nameUnits = 64;
const longNamesUnits = 32_768;
const invalidHandle = -1;

/** @throws Error where koffi is not installed, or has no binary for this system. */
export async function loadVolumeCalls(): Promise<VolumeCalls> {
  const { default: koffi } = await import('koffi');
  const kernel = koffi.load('kernel32.dll');
  const call = (definition: string): NumberCall => numberCall(kernel, definition);
  const getLogicalDrives = call('uint32_t __stdcall GetLogicalDrives()');
  const getVolumeInformation = call(
    'int __stdcall GetVolumeInformationW(const char16_t *, void *, uint32_t, void *, void *, void *, void *, uint32_t)',
  );
  // Koffi keeps the error of the call before from Node's own calls in between.
  const getLastError = call('uint32_t __stdcall GetLastError()');
  const queryDosDevice = call(
    'uint32_t __stdcall QueryDosDeviceW(const char16_t *, _Out_ uint16_t *, uint32_t)',
  );
  const getPathNames = call(
    'int __stdcall GetVolumePathNamesForVolumeNameW(const char16_t *, _Out_ uint16_t *, uint32_t, _Out_ uint32_t *)',
  );
  return {
    volumeNames: () => volumeNames(call),
    mountsOf: (volumeName) => {
      const units = new Uint16Array(longNamesUnits);
      const isKnown = getPathNames(volumeName, units, units.length, [0]) !== 0;
      return isKnown ? texts(units) : [];
    },
    driveLetters: () => lettersOf(getLogicalDrives()),
    meaningOf: (letter) => {
      const units = new Uint16Array(longNamesUnits);
      return queryDosDevice(letter, units, units.length) === 0 ? null : (texts(units)[0] ?? null);
    },
    errorOf: (root) => {
      const isAnswered = getVolumeInformation(root, null, 0, null, null, null, null, 0) !== 0;
      return isAnswered ? 0 : getLastError();
    },
  };
}

type NumberCall = (...parameters: readonly unknown[]) => number;

function numberCall(library: LibraryHandle, definition: string): NumberCall {
  const call = library.func(definition);
  return (...parameters) => Number(call(...parameters));
}

function volumeNames(call: (definition: string) => NumberCall): string[] {
  const findFirst = call('intptr_t __stdcall FindFirstVolumeW(_Out_ uint16_t *, uint32_t)');
  const findNext = call('int __stdcall FindNextVolumeW(intptr_t, _Out_ uint16_t *, uint32_t)');
  const findClose = call('int __stdcall FindVolumeClose(intptr_t)');
  const units = new Uint16Array(nameUnits);
  const search = findFirst(units, units.length);
  if (search === invalidHandle) return [];
  const names: string[] = [];
  do names.push(...texts(units).slice(0, 1));
  while (findNext(search, units, units.length) !== 0);
  findClose(search);
  return names;
}

/** Texts that end with a NUL each, up to an empty one. */
function texts(units: Uint16Array): string[] {
  const all = Buffer.from(units.buffer).toString('utf16le').split('\0');
  return all.slice(0, all.indexOf(''));
}

/** @param bits the lowest is A. */
function lettersOf(bits: number): string[] {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:`);
  return letters.filter((_, i) => ((bits >>> i) & 1) === 1);
}
