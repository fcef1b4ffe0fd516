// Which keys are entered into which Windows, as a table.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlannedKey, type WindowsHere, applyPlan } from '../../src/report/apply-plan.js';
import { productKeys } from '../support/household-samples.js';
import { type Changes, licenceOf, pcOf, samples } from '../support/licences-of-kinds.js';

const key = productKeys.genericPro;
const pro: WindowsHere = { productName: 'Windows 11 Pro', edition: 'Professional' };
const home: WindowsHere = { productName: 'Windows 11 Home', edition: 'Core' };

const planOf = (changes: Changes, here: WindowsHere | null): readonly PlannedKey[] => {
  const licence = licenceOf(changes);
  return applyPlan(pcOf('Windows 11 Pro', [licence], { edition: 'Professional' }), here);
};
const retail: Changes = { channel: 'Retail' };
const seven = 'Windows 7 Professional';

describe('a key that is typed', () => {
  it.each<[string, Changes, WindowsHere | null, RegExp | null]>([
    ['fits', retail, pro, null],
    ['fits one of its editions', { ...retail, edition: 'Core; professional' }, pro, null],
    ['fits by its name', { ...retail, edition: null, product: 'Windows 10 Pro' }, pro, null],
    ['is of Windows 10 and 11', { ...retail, product: 'Windows 10/11 Pro' }, pro, null],
    ['of a sticker', { channel: 'OEM:COA' }, pro, null],
    ['of nobody knows where', { channel: null }, pro, null],
    ['elsewhere than on Windows', retail, null, null],
    ['is of another edition', retail, home, /edition Professional, and this is Core/],
    ['is of another edition by its name', { ...retail, edition: null }, home, /Professional/],
    [
      'is of an older Windows',
      { ...retail, product: seven },
      pro,
      /Windows 7 Professional, and this/,
    ],
    [
      'is of an edition that nobody knows',
      { ...retail, edition: null, product: 'Windows 11' },
      pro,
      /edition of the key is not known/,
    ],
    ['meets a Windows of no edition', retail, { ...pro, edition: null }, /of this Windows is not/],
    ['is of an organisation', { channel: 'Volume:MAK' }, pro, /organisation/],
    [
      'is of Office',
      { ...retail, product: 'Microsoft Office Professional 2010', family: 'office' },
      pro,
      /Office itself/,
    ],
  ])('%s', (_, changes, here, why) => {
    const [planned, ...more] = planOf(changes, here);
    expect(more).toEqual([]);
    expect(planned?.productKey).toBe(key);
    expect(planned?.lines.join()).toContain(key);
    if (why === null) expect(planned?.hindrance).toBeNull();
    else expect(planned?.hindrance?.why).toMatch(why);
  });

  it('says how to change to its edition where Windows can', () => {
    const [ofPro] = planOf(retail, home);
    expect(ofPro?.hindrance?.instead).toContain(`changepk.exe /ProductKey ${key}`);
    const server = {
      ...retail,
      product: 'Windows Server 2022 Standard',
      edition: 'ServerStandard',
    };
    const trial = { productName: 'Windows Server 2022', edition: 'ServerStandardEval' };
    expect(planOf(server, trial)[0]?.hindrance?.instead).toContain('DISM');
    const enterprise = { productName: 'Windows 7 Enterprise', edition: 'Enterprise' };
    const [ofSeven] = planOf({ ...retail, product: seven }, enterprise);
    expect(ofSeven?.hindrance?.instead).toBe('Install Windows 7 Professional.');
  });
});

describe('the plan', () => {
  const typed = ['retail', 'sticker', 'oem', 'volume', 'upgrade', 'office', 'unknown'];

  it.each(samples)('has only keys that their owner types: %s, %s', (kind, _, changes) => {
    const plan = planOf(changes, pro);
    const isTyped = typed.includes(kind) && changes.productKey !== null;
    const hasScript = !/Office (?:97|2000|2003|2007)/.test(changes.product ?? '');
    expect(plan.length).toBe(isTyped && hasScript ? 1 : 0);
  });

  it('numbers the entries as the list does', () => {
    const licences = [licenceOf({ cautions: ['generic'] }), licenceOf(retail)];
    const plan = applyPlan(pcOf('Windows 11 Pro', licences), pro);
    expect(plan.map(({ entry }) => entry)).toEqual([2]);
  });

  it('has no line for Windows XP, which knows no slmgr', () => {
    expect(planOf({ ...retail, product: 'Windows XP Professional' }, pro)).toEqual([]);
  });

  it('enters nothing into a Windows of another edition, whatever the two are', () => {
    const edition = fc.constantFrom('Core', 'Professional', 'Enterprise', 'Education');
    fc.assert(
      fc.property(edition, edition, (own, installed) => {
        const [planned] = planOf({ ...retail, edition: own }, { ...pro, edition: installed });
        expect(planned?.hindrance === null).toBe(own === installed);
      }),
    );
  });
});
