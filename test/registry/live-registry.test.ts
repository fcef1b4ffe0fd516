// The running registry behind native-reg's calls: what Windows refuses, and that every key is closed.
// Real calls are tried in test/end-to-end/wine.test.ts.
import { describe, expect, it } from 'vitest';
import {
  liveRegistry,
  openLiveRegistry,
  type RegistryCalls,
} from '../../src/registry/live-registry.js';
import { rejection } from '../support/target-assertions.js';
import { shownHint } from '../support/shown-hint.js';

/** An error as native-reg throws it. */
function win32Error(errno: number): Error {
  return Object.assign(new Error('Access is denied.'), { code: 'Win32Error', errno });
}

interface Opened {
  readonly parent: unknown;
  readonly path: string;
  readonly access: number;
}

const allUsers = 0x80000003;
const person = 'S-1-5-21-1-2-3-1001';
const users = ['.DEFAULT', 'S-1-5-18', person, `${person}_Classes`];

/** Calls that open everything but what `refuse` names, each key under a number. */
function calls(refuse: Readonly<Record<string, Error | null>> = {}) {
  const opened: Opened[] = [];
  const closed: unknown[] = [];
  const check = (name: string): void => {
    const error = refuse[name];
    if (error instanceof Error) throw error;
  };
  const fake: RegistryCalls = {
    openKey: (parent, path, access) => {
      opened.push({ parent, path, access });
      check(path);
      return refuse[path] === null ? null : opened.length;
    },
    closeKey: (handle) => {
      closed.push(handle);
    },
    enumKeyNames: (handle) => (handle === allUsers ? users : ['one', 'two']),
    enumValueNames: () => ['', 'Name'],
    queryValueRaw: (_, name) => {
      check(name);
      return Object.assign(Buffer.from('x'), { type: 1 });
    },
  };
  return { fake, opened, closed };
}

describe('the running registry', () => {
  it('is opened for reading in the 64-bit view', () => {
    const { fake, opened } = calls();
    liveRegistry(fake).software?.subkey('Microsoft\\Windows NT');
    const hives = ['SOFTWARE', 'SYSTEM', person];
    expect(opened.map(({ path }) => path)).toEqual([...hives, 'Microsoft\\Windows NT']);
    for (const { access } of opened) expect(access).toBe(0x20119);
  });

  it('names keys by their last part', () => {
    const { fake } = calls();
    const key = liveRegistry(fake).system?.subkey('Setup\\Source OS (Updated on 1)');
    expect(key?.name).toBe('Source OS (Updated on 1)');
    expect([...(key?.subkeys() ?? [])].map(({ name }) => name)).toEqual(['one', 'two']);
    expect([...(key?.values() ?? [])].map(({ name, type }) => [name, type])).toEqual([
      ['', 1],
      ['Name', 1],
    ]);
  });

  it('has the registries of people who are signed in, not of services', () => {
    const { fake, opened } = calls();
    const registry = liveRegistry(fake);
    expect(registry.users.map(({ name }) => name)).toEqual([`HKU\\${person}`]);
    expect(opened.at(-1)).toMatchObject({ parent: allUsers, path: person });
    const refused = liveRegistry(calls({ [person]: win32Error(5) }).fake);
    expect(refused.users).toEqual([]);
    expect(refused.warnings()).toMatchObject([{ location: `HKU\\${person}` }]);
  });

  it('gives plain bytes, which a slice copies', () => {
    const { fake } = calls();
    const data = liveRegistry(fake).software?.value('Name')?.data;
    expect(data?.constructor).toBe(Uint8Array);
  });

  it('leaves out what Windows refuses, and says what an administrator could read', () => {
    const { fake } = calls({ two: win32Error(5), Name: win32Error(1018), SYSTEM: null });
    const registry = liveRegistry(fake);
    expect(registry.system).toBeNull();
    expect([...(registry.software?.subkeys() ?? [])].map(({ name }) => name)).toEqual(['one']);
    expect(registry.software?.value('Name')).toBeNull();
    expect(registry.warnings()).toMatchObject([
      { code: 'registry-refused', location: 'HKLM\\SOFTWARE\\two' },
      { code: 'registry-refused', location: 'HKLM\\SOFTWARE\\Name' },
    ]);
    expect(registry.warnings()[0]?.message).toContain('administrator');
    expect(registry.warnings()[1]?.message).toContain('1018');
  });

  it('closes every key that it opened, once', () => {
    const { fake, opened, closed } = calls({ gone: null });
    const registry = liveRegistry(fake);
    registry.software?.subkey('a')?.subkey('gone');
    registry.close();
    registry.close();
    expect(opened).toHaveLength(5);
    expect(closed).toEqual([1, 2, 3, 4]);
  });

  it('throws on what is no answer of Windows', () => {
    const { fake } = calls({ SOFTWARE: new TypeError('a bug') });
    expect(() => liveRegistry(fake)).toThrow('a bug');
  });

  it.skipIf(process.platform === 'win32')('is not there on another system', async () => {
    const error = await rejection(openLiveRegistry());
    expect(error).toMatchObject({ code: 'SOURCE_UNREADABLE' });
    expect(shownHint(error)).toContain('--from');
  });
});
