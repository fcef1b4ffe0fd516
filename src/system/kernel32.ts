// What kernel32.dll of the running Windows tells, called in process: no administrator, no PowerShell, and
// it works in Windows PE. The only file that loads koffi.
// Sources: Microsoft Learn, fileapi.h (FindFirstVolumeW, GetVolumePathNamesForVolumeNameW,
// GetLogicalDrives, QueryDosDeviceW, GetVolumeInformationW, GetDriveTypeW) and "GetSystemFirmwareTable".
import type * as Koffi from 'koffi';
import { loadOwnPart } from './own-part.js';

/** What is asked of the mount manager, which asks no disk. */
export interface VolumeCalls {
  /** `\\?\Volume{GUID}\` of every volume that is there now. */
  volumeNames(): string[];
  /** The drive letters (`D:\`) and folders that a volume is mounted at. */
  mountsOf(volumeName: string): string[];
  /** `D:` of every drive letter in use, network drives included. */
  driveLetters(): string[];
  /** What a drive letter stands for: `\Device\...`, or `\??\C:\folder` after `subst`; null if unknown. */
  meaningOf(letter: string): string | null;
}

/** The calls that are needed. */
export interface Kernel32 extends VolumeCalls {
  /** The number of Windows' error when it is asked for the file system at a root; 0 for none. */
  errorOf(root: string): number;
  /** 0 unknown, 1 no such drive, 2 removable, 3 fixed, 4 network, 5 optical, 6 memory. */
  driveType(root: string): number;
  /** One table of the firmware; null where it has none of the name. */
  firmwareTable(provider: number, table: number): Uint8Array | null;
}

const nameUnits = 64;
const longNamesUnits = 32_768;
const invalidHandle = -1;
/** Real tables have some kilobytes. */
const mostTableBytes = 4 * 1024 * 1024;

/** @throws Error where koffi is not installed, has no binary for this system, or this is no Windows. */
export async function loadKernel32(): Promise<Kernel32> {
  const binary = `@koromix/koffi-${process.platform}-${process.arch}`;
  const koffi = (await loadOwnPart('koffi', { needs: [binary] })) as typeof Koffi;
  const call = numberCalls(koffi.load('kernel32.dll'));
  return {
    ...volumeCalls(call),
    errorOf: (root) => {
      const ask = call(
        'int __stdcall GetVolumeInformationW(const char16_t *, void *, uint32_t, void *, void *, void *, void *, uint32_t)',
      );
      // Koffi keeps the error of the call before from Node's own calls in between.
      const lastError = call('uint32_t __stdcall GetLastError()');
      return ask(root, null, 0, null, null, null, null, 0) !== 0 ? 0 : lastError();
    },
    driveType: call('uint32_t __stdcall GetDriveTypeW(const char16_t *)'),
    firmwareTable: (provider, table) => {
      const ask = call(
        'uint32_t __stdcall GetSystemFirmwareTable(uint32_t, uint32_t, _Out_ void *, uint32_t)',
      );
      const size = ask(provider, table, null, 0);
      if (size === 0 || size > mostTableBytes) return null;
      const bytes = new Uint8Array(size);
      return bytes.subarray(0, Math.min(ask(provider, table, bytes, size), size));
    },
  };
}

type NumberCall = (...parameters: readonly unknown[]) => number;
type FindCall = (definition: string) => NumberCall;

function numberCalls(library: Koffi.LibraryHandle): FindCall {
  const known = new Map<string, NumberCall>();
  return (definition) => {
    const found = known.get(definition);
    if (found !== undefined) return found;
    const call = library.func(definition);
    const made: NumberCall = (...parameters) => Number(call(...parameters));
    known.set(definition, made);
    return made;
  };
}

function volumeCalls(call: FindCall): VolumeCalls {
  return {
    volumeNames: () => volumeNames(call),
    mountsOf: (volumeName) => {
      const ask = call(
        'int __stdcall GetVolumePathNamesForVolumeNameW(const char16_t *, _Out_ uint16_t *, uint32_t, _Out_ uint32_t *)',
      );
      const units = new Uint16Array(longNamesUnits);
      return ask(volumeName, units, units.length, [0]) === 0 ? [] : texts(units);
    },
    driveLetters: () => lettersOf(call('uint32_t __stdcall GetLogicalDrives()')()),
    meaningOf: (letter) => {
      const ask = call(
        'uint32_t __stdcall QueryDosDeviceW(const char16_t *, _Out_ uint16_t *, uint32_t)',
      );
      const units = new Uint16Array(longNamesUnits);
      return ask(letter, units, units.length) === 0 ? null : (texts(units)[0] ?? null);
    },
  };
}

function volumeNames(call: FindCall): string[] {
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
