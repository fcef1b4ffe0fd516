// The registry of the running Windows, read in process through native-reg: no reg.exe, whose text
// output loses types and depends on the language. Always the 64-bit view, whatever Node was built for.
// The only file that loads native-reg.
import { VaultError, hint } from '../errors.js';
import { type Warning, warning } from '../record/warning.js';
import { loadOwnPart } from '../system/own-part.js';
import type { Registry, RegistryKey, RegistryValue, UserRegistry } from './registry.js';

/** An open key. Only the calls know what is behind it, whatever their types say. */
type Handle = number;

/** The calls of native-reg that are used. */
export interface RegistryCalls {
  /** Null where there is no such key. */
  openKey(parent: Handle, path: string, access: number): Handle | null;
  closeKey(handle: Handle): void;
  enumKeyNames(handle: Handle): string[];
  enumValueNames(handle: Handle): string[];
  /** Null where there is no such value. */
  queryValueRaw(handle: Handle, name: string): (Uint8Array & { readonly type: number }) | null;
}

/** The registry, and what could not be read of it so far. */
export interface LiveRegistry extends Registry {
  warnings(): readonly Warning[];
  /** Closes every key. Nothing may be read after it. */
  close(): void;
}

const localMachine = 0x80000002;
const allUsers = 0x80000003;
/** People, of this PC or of an organisation; not services, and not the classes of a user. */
const personId = /^S-1-(?:5-21|12-1)(?:-\d+)+$/;
const readAccess = 0x20019;
const view64 = 0x0100;
const accessDenied = 5;

/**
 * Opens HKLM\SOFTWARE, HKLM\SYSTEM and the registries of the users that are signed in.
 * @throws VaultError `SOURCE_UNREADABLE` when native-reg is not installed, or cannot be loaded.
 */
export async function openLiveRegistry(): Promise<LiveRegistry> {
  try {
    return liveRegistry(
      (await loadOwnPart('native-reg', { needs: ['node-gyp-build'] })) as RegistryCalls,
    );
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new VaultError(
      'SOURCE_UNREADABLE',
      'the part that reads the registry of this PC could not be loaded',
      {
        hint: hint`Install the program again without leaving out optional packages (npm install). Or export HKEY_LOCAL_MACHINE with regedit, and name the file with ${{ tell: 'from' }}.`,
        cause,
      },
    );
  }
}

/** The registry behind the calls. */
export function liveRegistry(calls: RegistryCalls): LiveRegistry {
  const handles: Handle[] = [];
  const warnings: Warning[] = [];
  /** What a call answers; null, with a warning, where Windows refuses. */
  const attempt = <T>(location: string, call: () => T): T | null => {
    try {
      return call();
    } catch (error) {
      warnings.push(refusal(error, location));
      return null;
    }
  };
  const open = (parent: Handle, path: string, location: string): RegistryKey | null => {
    const handle = attempt(location, () => calls.openKey(parent, path, readAccess | view64));
    if (handle === null) return null;
    handles.push(handle);
    return liveKey(handle, location);
  };
  const liveKey = (handle: Handle, location: string): RegistryKey => ({
    name: location.slice(location.lastIndexOf('\\') + 1),
    subkey: (path) => open(handle, path, `${location}\\${path}`),
    *subkeys() {
      for (const name of attempt(location, () => calls.enumKeyNames(handle)) ?? []) {
        const key = open(handle, name, `${location}\\${name}`);
        if (key !== null) yield key;
      }
    },
    value: (name) => value(handle, name, location),
    *values() {
      for (const name of attempt(location, () => calls.enumValueNames(handle)) ?? []) {
        const found = value(handle, name, location);
        if (found !== null) yield found;
      }
    },
  });
  const value = (handle: Handle, name: string, location: string): RegistryValue | null => {
    const data = attempt(`${location}\\${name}`, () => calls.queryValueRaw(handle, name));
    // A plain copy: slice() of the Buffer that comes back would share its bytes.
    return data === null ? null : { name, type: data.type, data: new Uint8Array(data) };
  };
  const users = (): UserRegistry[] => {
    const ids = attempt('HKU', () => calls.enumKeyNames(allUsers)) ?? [];
    return ids
      .filter((id) => personId.test(id))
      .flatMap((id) => {
        const name = `HKU\\${id}`;
        const root = open(allUsers, id, name);
        return root === null ? [] : [{ name, root }];
      });
  };
  return {
    software: open(localMachine, 'SOFTWARE', 'HKLM\\SOFTWARE'),
    system: open(localMachine, 'SYSTEM', 'HKLM\\SYSTEM'),
    users: users(),
    warnings: () => warnings,
    close: () => {
      for (const handle of handles.splice(0)) calls.closeKey(handle);
    },
  };
}

/** A warning for an error of Windows; everything else is thrown on. */
function refusal(error: unknown, location: string): Warning {
  if (!(error instanceof Error) || !('errno' in error) || typeof error.errno !== 'number') {
    throw error;
  }
  const message =
    error.errno === accessDenied
      ? 'Windows refuses to show this: start the program as administrator to read it too'
      : `Windows could not read this (error ${error.errno})`;
  return warning('registry-refused', message, location);
}
