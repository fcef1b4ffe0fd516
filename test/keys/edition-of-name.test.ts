import { describe, expect, it } from 'vitest';
import { editionOfName } from '../../src/keys/edition-of-name.js';
import { genericKeys } from '../../src/keys/generic-keys.js';
import { windowsNameOfEdition } from '../../src/keys/product-name.js';

describe('the edition that a name tells', () => {
  it.each([
    ['Windows 10 Pro', 'Professional'],
    ['Windows 10 Professional', 'Professional'],
    ['windows 11 home', 'Core'],
    ['Windows 10/11 Home Single Language', 'CoreSingleLanguage'],
    ['Microsoft Windows 10 Pro (64-bit)', 'Professional'],
    ['Microsoft® Windows 11 Pro 64 bit, OEM', 'Professional'],
    ['Windows 10 Pro for Workstations', 'ProfessionalWorkstation'],
    ['Windows 10 Professional Education', 'ProfessionalEducation'],
    ['Windows 10 Enterprise LTSC 2021', 'EnterpriseS'],
    ['Windows 10 Enterprise 2016 LTSB', 'EnterpriseS'],
    ['Windows 8.1 Pro', 'Professional'],
    ['Windows 8.1 Single Language', 'CoreSingleLanguage'],
    ['Windows 7 Home Premium', 'HomePremium'],
    ['Windows 7 Professional', 'Professional'],
    ['Windows 7 Pro', 'Professional'],
    ['Windows Vista Ultimate', 'Ultimate'],
    ['Windows Server 2019 Standard', 'ServerStandard'],
    ['Windows Server 2012 R2 Essentials', 'ServerSolution'],
    ['Microsoft Windows Server 2016 Datacenter', 'ServerDatacenter'],
  ])('%s: %s', (name, edition) => {
    expect(editionOfName(name)).toBe(edition);
  });

  it.each([
    '',
    'Windows',
    'Windows 10',
    // Either the one without a name of its own, or any.
    'Windows 8',
    'Windows 8.1',
    'Windows 10 Ultimate',
    'Windows 10 Pro upgrade from Home',
    'Windows 7 Home',
    'Windows XP Professional',
    'Windows Server 2019',
    'Windows Server 2008 R2 HPC',
    'Windows Server 2008 Standard without Hyper-V',
    'Windows Storage Server 2016 Standard',
    'Office 2019 for Windows 10 Pro',
    'Microsoft Office Professional Plus 2019',
    'Pro',
    `Windows 10 Pro${' '.repeat(300)}`,
  ])('%j tells none', (name) => {
    expect(editionOfName(name)).toBeNull();
  });

  it('is that of the lists, for every name in them that tells one', () => {
    const told = genericKeys.filter(({ product }) => editionOfName(product) !== null);
    expect(told.length).toBeGreaterThan(60);
    expect(told.map(({ product }) => editionOfName(product))).toEqual(
      told.map(({ edition }) => edition),
    );
  });

  it('is that of the name that this program gives an edition', () => {
    for (const edition of ['Core', 'ProfessionalN', 'Education', 'EnterpriseS', 'ServerStandard']) {
      expect(editionOfName(windowsNameOfEdition(edition, 'Windows 10'))).toBe(edition);
    }
  });
});
