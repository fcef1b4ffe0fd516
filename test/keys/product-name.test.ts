import { describe, expect, it } from 'vitest';
import { windowsName, windowsNameOfEdition } from '../../src/keys/product-name.js';

describe('windowsName', () => {
  it.each([
    ['Windows 10 Pro', 26100, 'Windows 11 Pro'],
    ['Windows 10 Home', 22000, 'Windows 11 Home'],
    ['Windows 10 Home', 19045, 'Windows 10 Home'],
    ['Windows 10 Home', null, 'Windows 10 Home'],
    ['Windows Server 2025 Standard', 26100, 'Windows Server 2025 Standard'],
    ['Windows Vista (TM) Business', 6002, 'Windows Vista Business'],
    ['Microsoft Windows XP', 2600, 'Windows XP'],
    [null, 22631, 'Windows 11'],
    [null, null, 'Windows'],
  ])('%s of build %s is %s', (name, build, known) => {
    expect(windowsName(name, build)).toBe(known);
  });
});

describe('windowsNameOfEdition', () => {
  it.each([
    ['Core', 'Windows 11 Pro', 'Windows 10/11 Home'],
    ['Professional', 'Windows 8.1', 'Windows Pro'],
    ['Professional', 'Windows 7 Ultimate', 'Windows Professional'],
    ['HomePremiumN', 'Windows 7 Ultimate', 'Windows Home Premium N'],
    ['Core', 'Windows 8.1 Pro', 'Windows (edition Core)'],
    ['Professional', 'Windows', 'Windows Pro'],
    ['ServerStandard', 'Windows Server 2019 Datacenter', 'Windows Server Standard'],
    ['Andromeda', 'Windows 10 Pro', 'Windows (edition Andromeda)'],
  ])('%s beside %s is %s', (edition, installed, known) => {
    expect(windowsNameOfEdition(edition, installed)).toBe(known);
  });
});
