// Advice depends on the PC that it is read on: what is in its firmware, which Windows it runs, whether that
// is activated.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/record/schema.js';
import { adviceFor, windowsSteps } from '../../src/report/advice.js';
import { productKeys } from '../support/household-samples.js';
import {
  type Changes,
  activationOf,
  homeInFirmware,
  licenceOf,
  pcOf,
  samples,
} from '../support/licences-of-kinds.js';

const defaultKey: Changes = { cautions: ['generic'] };
const professional = { edition: 'Professional' };

/** The steps of the PC's licence at this position, in one text. */
const stepsOf = (pc: Snapshot, at = 0): string => {
  const licence = pc.licences[at] ?? licenceOf();
  return adviceFor(licence, pc, { reveal: false }).steps.join('\n');
};

describe('a Home key in the firmware while Pro is installed', () => {
  const pc = pcOf(
    'Windows 11 Pro',
    [licenceOf(defaultKey), licenceOf(homeInFirmware)],
    professional,
  );

  it('tells that Setup installs Home unasked, and how to have Pro again by its default key', () => {
    const steps = stepsOf(pc);
    expect(steps).toContain('without asking, and installs Windows 10/11 Home');
    expect(steps).toContain('Change product key. Type this default key, which ends in 3V66T');
    expect(steps).toContain('sources\\PID.txt');
    expect(steps).not.toContain("I don't have a product key");
    expect(steps).toMatch(/PID\.txt[^]*Go online/);
  });

  it('names the key by its end beside the firmware, which is no way to Pro itself', () => {
    const steps = stepsOf(pc, 1);
    expect(steps).toContain('installs Windows 10/11 Home');
    expect(steps).toContain('To have Windows 11 Pro again');
    expect(steps).toContain('the key that ends in 3V66T');
    expect(steps).not.toContain('Install the same edition');
  });

  it('tells the same of an own key of Pro: Setup will not ask for it', () => {
    const own = licenceOf({ channel: 'Retail', productKey: productKeys.other });
    const steps = stepsOf(pcOf('Windows 11 Pro', [own, licenceOf(homeInFirmware)], professional));
    expect(steps).toContain('Setup takes the key in the firmware without asking');
    expect(steps).not.toContain('when Setup asks');
  });

  it.each([
    ['of the same edition', { ...homeInFirmware, edition: 'Professional' }],
    ['of one of several editions', { ...homeInFirmware, edition: 'Core;Professional' }],
    ['of an edition that nobody knows', { ...homeInFirmware, edition: null }],
  ])('is no matter where the firmware is %s', (_, firmware) => {
    const same = pcOf('Windows 11 Pro', [licenceOf(defaultKey), licenceOf(firmware)], professional);
    expect(stepsOf(same)).toContain('Install the same edition, Windows 11 Pro');
    expect(stepsOf(same, 1)).toContain('Install the same edition: Setup reads the key by itself');
  });
});

describe('a digital licence', () => {
  it.each([
    ['activated', activationOf('licensed', 'Retail')],
    ['on a disk, where nobody can ask', null],
    ['of a state that Windows does not tell', activationOf('unknown')],
  ])(
    'comes back by itself on the same hardware, and is told what a new board means: %s',
    (_, activation) => {
      const steps = stepsOf(pcOf('Windows 10 Pro', [licenceOf(defaultKey)], { activation }));
      expect(steps).toMatch(/^Install the same edition, Windows 10 Pro\./);
      expect(steps).toContain('Go online: Windows activates by itself on the same hardware');
      expect(steps).toContain('"I changed hardware on this device recently"');
      expect(steps).toContain('bought by itself and linked to your Microsoft account');
      expect(steps).toContain('sold with the PC is gone with the board');
    },
  );

  it('is not claimed where Windows says that it is not activated', () => {
    const activation = activationOf('notification', 'Retail');
    const steps = stepsOf(pcOf('Windows 10 Pro', [licenceOf(defaultKey)], { activation }));
    expect(steps).toContain('not activated');
    expect(steps).not.toContain('by itself');
  });

  it.each([
    'Windows 7 Professional',
    'Windows 8.1 Pro',
    'Windows XP',
    'Windows Server 2022 Standard',
  ])('is not claimed on %s, whatever the key is called', (name) => {
    const key = licenceOf({ ...defaultKey, product: 'Windows (edition unknown)', edition: null });
    const { worth, steps } = adviceFor(key, pcOf(name, [key]), { reveal: false });
    expect([worth, ...steps].join()).not.toMatch(/digital|by itself/);
    expect(steps.join()).toContain('your own key');
  });

  it('has its steps told of the PC where no key of it was found', () => {
    const activated = pcOf('Windows 11 Home', [], { activation: activationOf('licensed') });
    expect(windowsSteps(activated).join()).toContain('Install the same edition, Windows 11 Home');
    expect(windowsSteps(pcOf('Windows 11 Home', [])).join()).toContain('Go online');
    expect(windowsSteps(pcOf('Windows 11 Pro', [licenceOf(defaultKey)]))).toEqual([]);
    expect(windowsSteps(pcOf('Windows XP', []))).toEqual([]);
  });

  it('needs no erased key', () => {
    const erased = licenceOf({ productKey: null, lastFive: null, cautions: ['erased'] });
    const activation = activationOf('licensed', 'Retail');
    expect(stepsOf(pcOf('Windows 11 Pro', [erased], { activation }))).toContain('Nothing to type');
    expect(stepsOf(pcOf('Windows 11 Pro', [erased]))).toContain('Look for it');
  });
});

describe('where Windows shows how it is activated', () => {
  it.each([
    ['Windows 10 Pro', 'Settings, Update & Security, Activation'],
    ['Windows 11 Pro', 'Settings, System, Activation'],
    ['Windows (edition unknown)', 'Settings, System, Activation'],
  ])('on %s is %s', (name, page) => {
    const pc = pcOf(name, [licenceOf(defaultKey), licenceOf({ channel: 'Retail' })]);
    expect(stepsOf(pc)).toContain(`After a new mainboard: ${page}, Troubleshoot`);
    expect(stepsOf(pc, 1)).toContain(
      `Or later: ${page}, Change product key (Windows key + R: ms-settings:activation).`,
    );
  });
});

describe('a Windows that is activated in another way', () => {
  it('of XP asks in its own wizard, after the key was refused, and says last what it is not good for', () => {
    const sticker = licenceOf({ product: 'Windows XP Home', channel: 'OEM:COA' });
    const { steps } = adviceFor(sticker, pcOf('Windows XP Home', [sticker]), { reveal: false });
    expect(steps.map((step) => step.slice(0, 25))).toEqual([
      'Install the same edition ',
      'If that is refused, choos',
      'This key does not activat',
    ]);
    expect(steps[1]).toContain('Activate Windows');
  });

  it.each([
    ['Windows Server 2022 Standard', 'ServerStandard', null, 'ServerStandard'],
    [
      'Windows Server 2025 Standard (trial)',
      'ServerStandard',
      'ServerStandardEval',
      'ServerStandard',
    ],
    ['Windows Server 2019 Datacenter', null, null, 'ServerDatacenter'],
    ['Windows Server 2016', null, null, 'EDITION'],
    ['Windows Server 2019 Standard', null, 'ServerStandardEvalCor', 'ServerStandardCor'],
  ])('of %s changes its edition by DISM', (product, edition, other, target) => {
    const steps = stepsOf(
      pcOf(product, [licenceOf({ product, edition: other ?? edition, channel: 'Retail' })]),
    );
    expect(steps).toContain(`DISM /Online /Set-Edition:${target} /ProductKey:`);
    expect(steps).toContain('/AcceptEula');
  });

  it.each(['Windows Server 2019 Essentials', 'Windows Server 2008 Standard'])(
    'of %s takes its key by slmgr alone',
    (product) => {
      const steps = stepsOf(pcOf(product, [licenceOf({ product, channel: 'Retail' })]));
      expect(steps).toContain('slmgr /ipk');
      expect(steps).not.toContain('DISM');
    },
  );
});

const windowsOf = (pattern: RegExp): readonly string[] => {
  const all = [
    ...['Windows 98', 'Windows Millennium', 'Windows 2000 Professional', 'Microsoft Windows XP'],
    ...['Windows XP Professional', 'Windows Server 2003 Standard', 'Windows Vista Business'],
    ...['Windows 7 Ultimate', 'Windows 8', 'Windows 8.1 Pro', 'Windows 10 Home', 'Windows 11 Pro'],
    ...['Windows Server 2008 R2 Standard', 'Windows Server 2022 Datacenter'],
  ];
  return all.filter((name) => pattern.test(name));
};

describe('no advice, of whatever kind,', () => {
  /** Steps for every kind of licence: of this Windows, and of one that only its PC tells. */
  const every = (windows: string): string[] =>
    samples.flatMap(([, , changes]) =>
      [windows, 'Windows (edition unknown)'].map((product) => {
        const licence = licenceOf({ product, edition: null, ...changes });
        return stepsOf(pcOf(windows, [licence]));
      }),
    );

  it.each(windowsOf(/98|2000|XP|2003/))('names a command that %s does not have', (name) => {
    expect(every(name).join('\n')).not.toMatch(/slmgr|slui|DISM|changepk|Settings/);
  });

  it.each(windowsOf(/Server|Vista|Windows [78]/))('names changepk on %s', (name) => {
    expect(every(name).join('\n')).not.toMatch(/changepk|Settings/);
  });

  it.each(windowsOf(/^(?!.*Server).*$/))('names DISM on %s', (name) => {
    expect(every(name).join('\n')).not.toContain('DISM');
  });

  it('tells a whole key that is not of its licence, nor its own unless it is revealed', () => {
    const kind = fc.constantFrom(...samples.map(([, , changes]) => changes));
    const name = fc.constantFrom(...windowsOf(/./));
    fc.assert(
      fc.property(kind, kind, name, fc.boolean(), (changes, others, windows, reveal) => {
        const licence = licenceOf({
          ...changes,
          productKey: changes.productKey ?? productKeys.more[0],
        });
        const other = licenceOf({ ...others, productKey: productKeys.other });
        const pc = pcOf(windows, [licence, other, licenceOf(homeInFirmware)]);
        const { worth, steps } = adviceFor(licence, pc, { reveal });
        const whole = [worth, ...steps].join().match(/[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}/g) ?? [];
        const allowed = reveal ? [licence.productKey] : [];
        expect(whole.filter((key) => !allowed.includes(key))).toEqual([]);
      }),
    );
  });
});
