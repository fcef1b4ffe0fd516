// What a doctor tells of this PC: native parts are loaded, and what is missing is named with what to install.
import { describe, expect, it } from 'vitest';
import { surroundingsOf } from '../../src/household/surroundings.js';
import { loadOwnPart } from '../../src/system/own-part.js';

const config = { entries: [], fault: null, rest: {} };

/** Loads every part but those that fail, and notes what was asked for. */
function loader(failing: Readonly<Record<string, Error>>) {
  const asked: string[] = [];
  const load: typeof loadOwnPart = (name, part) => {
    const file = part?.file ?? name;
    asked.push(file);
    const error = failing[file] ?? failing[name];
    return error === undefined ? Promise.resolve({}) : Promise.reject(error);
  };
  return { asked, load };
}

const missing = Object.assign(new Error("Cannot find package 'koffi'"), {
  code: 'ERR_MODULE_NOT_FOUND',
});

describe('the native parts', () => {
  it('are those of the system: the registry and the firmware are read on Windows alone', async () => {
    const elsewhere = loader({});
    await surroundingsOf(config, '/c', { platform: 'linux', ...elsewhere });
    expect(elsewhere.asked).toEqual(['keytar']);
    const windows = loader({});
    const { parts } = await surroundingsOf(config, 'c', { platform: 'win32', ...windows });
    expect(windows.asked.sort()).toEqual(['keytar', 'koffi', 'native-reg']);
    expect(parts.map(({ fault }) => fault)).toEqual([null, null, null]);
  });

  it('that are missing or broken are named, each with what to install', async () => {
    const { load } = loader({
      koffi: missing,
      'native-reg': new Error('not a valid Win32 application\nRequire stack:\n- here'),
    });
    const { parts } = await surroundingsOf(config, 'c', { platform: 'win32', load });
    const [keytar, koffi, registry] = parts;
    expect(keytar?.fault).toBeNull();
    expect(koffi?.fault?.message).toBe('it is not installed');
    expect(registry?.fault?.message).toMatch(/cannot be loaded: not a valid Win32 application$/);
    for (const part of [koffi, registry]) expect(part?.fault?.hint).toMatch(/npm install/);
  });

  it('of the credential store tell the library that they need', async () => {
    const binary = `keytar/prebuilds/linux-${process.arch}/keytar.node`;
    const { load } = loader({
      keytar: new Error('Failed to load keytar native addon'),
      [binary]: new Error('libsecret-1.so.0: cannot open shared object file'),
    });
    const { parts } = await surroundingsOf(config, '/c', { platform: 'linux', load });
    expect(parts[0]?.fault?.message).toContain('libsecret-1.so.0: cannot open');
    expect(parts[0]?.fault?.hint).toContain('apt install libsecret-1-0');
  });

  it('load here', async () => {
    const { parts } = await surroundingsOf(config, '/c', { load: loadOwnPart });
    expect(parts).toEqual(parts.map((part) => ({ ...part, fault: null })));
  });
});
