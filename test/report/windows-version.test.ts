import { describe, expect, it } from 'vitest';
import { oldWindows } from '../../src/report/windows-version.js';

describe('a Windows of before 10', () => {
  it.each([
    ['Windows XP Home Edition', 'never'],
    // Nobody may be told to type a key of Vista in the Setup of Windows 10 or 11: it never worked.
    ['Windows Vista Business', 'never'],
    ['Microsoft Windows Vista Ultimate', 'never'],
    ['Windows 7 Professional', 'no-longer'],
    ['Windows 8.1 Pro', 'no-longer'],
    ['Windows 10/11 Pro', null],
    ['Windows Server 2022 Standard', null],
    ['Vista Print Studio', null],
  ])('%s: its keys activate 10 and 11 %s', (product, old) => {
    expect(oldWindows(product)).toBe(old);
  });
});
