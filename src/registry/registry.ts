// A registry as the collectors see it, whatever it is read from: a hive file, a .reg export or the
// running Windows. Reading is synchronous: a hive is read a few pages at a time, and the live
// registry answers in-process.

/** One value. `data` is as stored, little-endian; its length was checked against the source. */
export interface RegistryValue {
  /** Empty for the key's default value. */
  readonly name: string;
  /** The REG_ type: 1 string, 2 expandable string, 3 binary, 4 dword, 7 strings, 11 qword, ... */
  readonly type: number;
  readonly data: Uint8Array;
}

/** One registry key. Names compare without case. */
export interface RegistryKey {
  readonly name: string;
  /** Null when there is no such subkey. `path` may have several parts divided by `\`. */
  subkey(path: string): RegistryKey | null;
  /** The subkeys in the order of the source; a part that cannot be read is left out with a warning. */
  subkeys(): Iterable<RegistryKey>;
  /** Null when there is no such value. */
  value(name: string): RegistryValue | null;
  values(): Iterable<RegistryValue>;
}

/** The registry of one user, which is HKEY_CURRENT_USER while that user is signed in. */
export interface UserRegistry {
  /** How places name it: `HKCU`, `HKU\\Anna`. */
  readonly name: string;
  /** The key that has `Software` below it. */
  readonly root: RegistryKey;
}

/** The parts of a registry that name a Windows and its keys. */
export interface Registry {
  /** `HKLM\SOFTWARE`, or null where the source does not hold it. */
  readonly software: RegistryKey | null;
  /** `HKLM\SYSTEM`, or null where the source does not hold it. */
  readonly system: RegistryKey | null;
  /** Those that the source holds; programs keep a serial there that one user typed. */
  readonly users: readonly UserRegistry[];
}
