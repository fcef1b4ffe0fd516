// Keys entered into a Windows that is played: what is asked, what is entered, and what is said.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyKeys } from '../../../src/cli/terminal/apply-keys.js';
import type { EnteredKey, KeyEntry } from '../../../src/household/key-entry.js';
import type { RecordContent } from '../../../src/record/schema.js';
import { activationErrors } from '../../../src/report/activation-errors.js';
import { productKeys } from '../../support/household-samples.js';
import { type Changes, licenceOf, pcOf } from '../../support/licences-of-kinds.js';
import { smallContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';

const [first, second] = [productKeys.genericPro, productKeys.other];
const pcWith = (...changes: Changes[]): RecordContent => ({
  ...smallContent,
  ...pcOf('Windows 11 Pro', changes.map(licenceOf), { edition: 'Professional' }),
  machine: smallContent.machine,
});
const twoKeys = pcWith(
  { channel: 'Retail', productKey: first },
  { channel: 'Retail', productKey: second },
);
const pro = { productName: 'Windows 11 Pro', edition: 'Professional' };

interface Played {
  readonly entered: string[];
  readonly keys: KeyEntry;
}

function windows(changes: Partial<KeyEntry> = {}, end: EnteredKey = { isEntered: true }): Played {
  const entered: string[] = [];
  const keys: KeyEntry = {
    windows: () => Promise.resolve(pro),
    isAdministrator: () => Promise.resolve(true),
    enter: (key) => {
      entered.push(key);
      return Promise.resolve(end);
    },
    ...changes,
  };
  return { entered, keys };
}

let said = '';
let shown = '';
beforeEach(() => {
  said = '';
  shown = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    shown += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const yes = (): Promise<boolean> => Promise.resolve(true);

describe('the keys of a backup', () => {
  it('are entered each after its own yes, and a no leaves one out', async () => {
    const { entered, keys } = windows();
    const questions: string[] = [];
    const confirm = (question: string): Promise<boolean> => {
      questions.push(question);
      return Promise.resolve(questions.length === 2);
    };
    expect(await applyKeys(twoKeys, null, { keys, confirm, signal: never })).toBe(0);
    expect(questions).toHaveLength(2);
    expect(questions.join()).not.toContain(first);
    expect(entered).toEqual([second]);
    expect(said).toContain('slmgr /ato');
    expect(said).not.toContain(second);
  });

  it('are one alone where an entry is named', async () => {
    const { entered, keys } = windows();
    await applyKeys(twoKeys, 1, { keys, confirm: yes, signal: never });
    expect(entered).toEqual([first]);
    expect(shown).toContain(`slmgr /ipk ${first}`);
    expect(shown).not.toContain(second);
  });

  it.each<[string, Partial<KeyEntry>, typeof yes | null, number, RegExp]>([
    ['no Windows runs', { windows: () => Promise.resolve(null) }, yes, 0, /^$/],
    ['nobody can be asked', {}, null, 1, /nobody can be asked/],
    [
      'the rights are missing',
      { isAdministrator: () => Promise.resolve(false) },
      yes,
      1,
      /Run as administrator/,
    ],
  ])('are only shown where %s', async (_, changes, confirm, status, word) => {
    const { entered, keys } = windows(changes);
    expect(await applyKeys(twoKeys, null, { keys, confirm, signal: never })).toBe(status);
    expect(entered).toEqual([]);
    expect(shown).toContain(`slmgr /ipk ${first}`);
    expect(said).toMatch(word);
  });

  it('of another edition are not asked for, and it is said why', async () => {
    const { entered, keys } = windows({
      windows: () => Promise.resolve({ productName: 'Windows 11 Home', edition: 'Core' }),
    });
    const confirm = vi.fn(yes);
    expect(await applyKeys(twoKeys, null, { keys, confirm, signal: never })).toBe(0);
    expect(confirm).not.toHaveBeenCalled();
    expect(entered).toEqual([]);
    expect(shown).toContain(
      'Not entered: the key is of the edition Professional, and this is Core',
    );
    expect(shown).toContain(`changepk.exe /ProductKey ${first}`);
  });

  it('that Windows refuses come with what its code means', async () => {
    const { keys } = windows({}, { isEntered: false, code: '0xC004F069' });
    expect(await applyKeys(twoKeys, null, { keys, confirm: yes, signal: never })).toBe(1);
    expect(said).toContain(`0xC004F069. ${activationErrors['0xC004F069']?.meaning ?? '?'}`);
    const silent = windows({}, { isEntered: false, code: null });
    expect(await applyKeys(twoKeys, null, { keys: silent.keys, confirm: yes, signal: never })).toBe(
      1,
    );
    expect(said).toContain('gave no reason');
  });

  it('may be none that has to be typed', async () => {
    const { keys } = windows();
    const pc = pcWith({ cautions: ['generic'] });
    expect(await applyKeys(pc, null, { keys, confirm: yes, signal: never })).toBe(0);
    expect(shown).toContain('No key has to be typed.');
  });
});
