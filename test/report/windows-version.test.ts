import { describe, expect, it } from 'vitest';
import { knownWindows, oldWindows } from '../../src/report/windows-version.js';

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

describe('what a PC has for a Windows', () => {
  it.each([
    ['Windows 11 Pro', null, 'Windows 11 Pro'],
    ['Windows Embedded Standard', null, 'Windows Embedded Standard'],
    ['Windows (edition unknown)', null, null],
    ['Windows (edition unknown)', '26100', 'Windows (edition unknown)'],
    ['Microsoft Office Home & Business 2019', null, null],
    ['Nero 7', null, null],
    ['', null, null],
  ])('named %s, of build %s, is %s', (productName, build, shown) => {
    expect(knownWindows({ productName, build, edition: null })).toBe(shown);
  });
});
