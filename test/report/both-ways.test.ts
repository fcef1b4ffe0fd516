// A key is typed on a page or on a command line: both ways are told, for the Windows or the Office that it is of.
import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../src/report/advice.js';
import { productKeys } from '../support/household-samples.js';
import { type Changes, homeInFirmware, licenceOf, pcOf } from '../support/licences-of-kinds.js';

const stepsOf = (changes: Changes, windows = 'Windows 11 Pro', others: Changes[] = []): string => {
  const licence = licenceOf(changes);
  const pc = pcOf(windows, [licence, ...others.map(licenceOf)], { edition: 'Professional' });
  return adviceFor(licence, pc, { reveal: true }).steps.join('\n');
};
const key = productKeys.genericPro;

describe('the page and the command line', () => {
  it.each([
    ['Windows 11 Pro', 'Settings, System, Activation, Change product key'],
    ['Windows 10 Pro', 'Settings, Update & Security, Activation, Change product key'],
    ['Windows 8.1 Pro', 'PC settings, Activate Windows.'],
    ['Windows 7 Professional', 'Control Panel, System and Security, System, Change product key.'],
    ['Windows Vista Business', 'System and Maintenance, System, Change product key.'],
  ])('of %s', (product, page) => {
    const steps = stepsOf({ channel: 'Retail', product }, product);
    expect(steps).toContain(
      `Or later: ${page.startsWith('System') ? 'Control Panel, ' : ''}${page}`,
    );
    expect(steps).toContain(`slmgr /ipk ${key} and then slmgr /ato`);
    const isNew = /Windows 1[01]/.test(product);
    expect(steps.includes('ms-settings:activation')).toBe(isNew);
    expect(steps.includes('changepk')).toBe(isNew);
  });

  it('stay where a key in the firmware is taken first', () => {
    const own = { channel: 'Retail', productKey: productKeys.other };
    const steps = stepsOf(own, 'Windows 11 Pro', [homeInFirmware]);
    expect(steps).toContain('After it: Settings, System, Activation, Change product key');
    expect(steps).toContain('Type this key there.');
  });

  it.each([
    ['Microsoft Office Professional Plus 2010', 'Office14'],
    ['Microsoft Office Professional Plus 2013', 'Office15'],
    ['Microsoft Office LTSC Professional Plus 2021', 'Office16'],
  ])('of an organisation: %s', (product, folder) => {
    const steps = stepsOf({ channel: 'Volume:MAK', product, family: 'office' });
    expect(steps).toContain('File, Account (or Help), Change Product Key');
    expect(steps).toContain(`\\${folder}: cscript ospp.vbs /inpkey:${key}`);
    expect(steps).toContain('cscript ospp.vbs /act');
    expect(steps).not.toContain('slmgr');
  });

  it('are one for an Office of before 2010, which has no script', () => {
    const product = 'Microsoft Office Professional 2007';
    expect(stepsOf({ channel: 'Volume:MAK', product, family: 'office' })).not.toContain('ospp');
  });
});

describe('a licence that moves to another PC', () => {
  const off = 'on the old one, as administrator, slmgr /upk first';

  it('is taken off the old one first, and the new one asks the troubleshooter', () => {
    for (const channel of ['Retail', 'Upgrade']) {
      const steps = stepsOf({ channel }, 'Windows 10 Pro');
      expect(steps).toContain(off);
      expect(steps).toMatch(/Update & Security, Activation, Troubleshoot, "I changed hardware/);
    }
  });

  it('has no troubleshooter in Windows 7, and nothing to take off in XP', () => {
    const seven = stepsOf(
      { channel: 'Retail', product: 'Windows 7 Ultimate' },
      'Windows 7 Ultimate',
    );
    expect(seven).toContain(off);
    expect(seven).not.toContain('Troubleshoot');
    const xp = 'Windows XP Professional';
    expect(stepsOf({ channel: 'Retail', product: xp }, xp)).not.toContain('slmgr');
  });

  it.each(['OEM:COA', 'OEM:DM', 'OEM', 'Volume:MAK', null])(
    'is none that was sold as %s',
    (channel) => {
      expect(stepsOf({ channel })).not.toContain('/upk');
    },
  );
});
