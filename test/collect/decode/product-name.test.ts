import { describe, expect, it } from 'vitest';
import {
  windowsName,
  windowsNameOfDescription,
  windowsNameOfEdition,
} from '../../../src/collect/decode/product-name.js';

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
  it('names an edition as on the box', () => {
    expect(windowsNameOfEdition('Core', 'Windows 11 Pro')).toBe('Windows 10/11 Home');
    expect(windowsNameOfEdition('Professional', 'Windows 8.1')).toBe('Windows Pro');
    expect(windowsNameOfEdition('Starter', 'Windows 7')).toBe('Windows (edition Starter)');
  });
});

describe('windowsNameOfDescription', () => {
  it.each([
    ['Win 10 RTM Core OEM:DM', 'Core', 'Windows 10/11 Home'],
    ['Win 10 RTM ServerRdsh Volume:GVLK', 'ServerRdsh', 'Windows 10/11 RTM ServerRdsh Volume:GVLK'],
    ['Windows 10 Pro', '', 'Windows 10/11 Pro'],
    ['Windows 7 Ultimate OEM', 'Ultimate', 'Windows 7 Ultimate OEM'],
    ['Win 8.1 RTM Professional Retail', 'Professional', 'Windows 8.1 Pro'],
    ['Windows Server 2019 Standard', 'ServerStandard', 'Windows Server 2019 Standard'],
  ])('%s is %s', (description, edition, known) => {
    expect(windowsNameOfDescription(description, edition)).toBe(known);
  });
});
