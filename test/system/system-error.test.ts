import { describe, expect, it } from 'vitest';
import { kindOfCode, systemErrorKind } from '../../src/system/system-error.js';

describe('an error of the system', () => {
  it.each([
    ['ENOENT', 'missing'],
    ['ENOTDIR', 'no-folder'],
    ['EPERM', 'denied'],
    ['EDQUOT', 'full'],
    ['EROFS', 'read-only'],
    ['ENOMEDIUM', 'unplugged'],
    ['ESTALE', 'unreachable'],
    ['EIO', 'failing'],
    ['UNKNOWN', 'unnamed'],
    ['Unknown system error -2144272381', 'unnamed'],
    // FVE_E_LOCKED_VOLUME
    ['Unknown system error -2144272384', 'locked'],
  ])('%s means %s', (code, kind) => {
    expect(kindOfCode(code)).toBe(kind);
    expect(systemErrorKind(Object.assign(new Error(code), { code }))).toBe(kind);
  });

  it.each([
    ['linux', -122, 'full'],
    ['linux', -126, 'no-key'],
    ['linux', -116, 'unreachable'],
    ['linux', -4711, 'unnamed'],
    ['darwin', -69, 'full'],
    ['darwin', -122, 'unnamed'],
    ['win32', -122, 'unnamed'],
  ] as const)('without a name is known by its number: %s, %d', (platform, number, kind) => {
    expect(kindOfCode(`Unknown system error ${number}`, platform)).toBe(kind);
  });

  it('that no file system gives means nothing, nor does any other error', () => {
    for (const code of ['EWHAT', 'ERR_INVALID_ARG_TYPE', 'constructor'])
      expect(kindOfCode(code)).toBeNull();
    for (const error of [new TypeError('bug'), null]) expect(systemErrorKind(error)).toBeNull();
  });
});
