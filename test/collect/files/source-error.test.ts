import { describe, expect, it } from 'vitest';
import { sourceError } from '../../../src/collect/files/source-error.js';
import { shownHint } from '../../support/shown-hint.js';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('sourceError', () => {
  it.each([
    ['ENOENT', 'SOURCE_NOT_FOUND', /spelling/],
    ['ENOTDIR', 'SOURCE_NOT_FOUND', /spelling/],
    ['EACCES', 'SOURCE_UNREADABLE', /administrator/],
    ['EPERM', 'SOURCE_UNREADABLE', /administrator/],
    ['EBUSY', 'SOURCE_UNREADABLE', /--from/],
    ['EIO', 'SOURCE_UNREADABLE', /rescue/],
    ['UNKNOWN', 'SOURCE_UNREADABLE', /BitLocker/],
    ['Unknown system error -2144272381', 'SOURCE_UNREADABLE', /BitLocker/],
    ['ENOTCONN', 'SOURCE_UNREADABLE', /mount/],
    ['EUCLEAN', 'SOURCE_UNREADABLE', /damaged/],
  ])('translates %s to %s with what to do', (code, expected, hint) => {
    const error = sourceError(systemError(code), '/mnt');
    expect(error).toMatchObject({ code: expected });
    expect(shownHint(error)).toMatch(hint);
  });

  it('says how to unlock a drive that BitLocker has locked', () => {
    const error = sourceError(systemError('Unknown system error -2144272384'), 'D:\\Windows');
    expect(error).toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: 'D:\\Windows is on a disk that BitLocker has locked',
      hint: expect.stringContaining('manage-bde -unlock D:\\ -RecoveryPassword') as string,
    });
  });

  it('passes on what it does not know', () => {
    for (const error of [systemError('EWHAT'), new TypeError('bug'), null]) {
      expect(sourceError(error, '/mnt')).toBe(error);
    }
  });
});
