import { describe, expect, it } from 'vitest';
import type { RecordContent } from '../../src/record/schema.js';
import { type AddRequest, add as addKey, importLicences } from '../../src/vault/add.js';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';
import {
  type TestPc,
  type TestPlace,
  givenPassphrase,
  pullFrom,
  pushFrom,
  reinstalled,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  genericLicence,
  keysOf,
  nothingSaid,
  productKeys,
} from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const derive = derivePassphraseKey;
const typed = {
  productKey: productKeys.ownOffice,
  facts: { ...nothingSaid, note: 'from the box' },
};

/** Adds a key to the PC of a name, or to the only one there is; gives back the record that was stored. */
async function add(
  pc: TestPc,
  places: TestPlace[],
  key: Pick<AddRequest, 'productKey' | 'facts'>,
  machine: string | null,
): Promise<{ readonly content: RecordContent }> {
  const unlock = givenPassphrase();
  const { records } = await addKey(runOn(pc, places, { derive }), { ...key, unlock, machine });
  const { opened } = await pullFrom(places, { derive });
  const stored = opened.find(({ name }) => records.includes(name));
  if (stored === undefined) throw new Error('a record of the addition was stored');
  return stored;
}

describe('a typed key', () => {
  it('is kept with the PC, through later pushes and a reinstall', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await add(pc, [place], typed, null);
    await pushFrom(reinstalled(pc, [genericLicence]), [place], { derive });
    const { opened } = await pullFrom([place], { derive });
    const licence = opened[0]?.content.licences.find(
      (one) => one.productKey === productKeys.ownOffice,
    );
    expect(licence).toMatchObject({ note: 'from the box', lastSeen: null });
    expect(opened[0]?.content.sequence).toBe(3);
  });

  it('does not make a record new when the next push finds the same as before', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await add(pc, [place], typed, null);
    const { records } = await pushFrom(pc, [place], { derive });
    expect(records.map((record) => record.unchanged)).toEqual([true]);
  });

  it('of a PC that is not in the vault makes a PC of that name', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await add(pc, [place], typed, 'Old laptop');
    const { opened } = await pullFrom([place], { derive, machine: 'old laptop' });
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([productKeys.ownOffice]);
  });

  it.each([
    ['Microsoft Office 2019', 'Windows (edition unknown)'],
    ['Nero 7', 'Windows (edition unknown)'],
    ['Windows 10 Pro', 'Windows 10 Pro'],
  ])('of %s makes a PC whose Windows is %s', async (product, windows) => {
    const facts = { ...nothingSaid, product };
    const key = { productKey: productKeys.other, facts };
    const { content } = await add(testPc(annasPc()), [testPlace('nas')], key, 'NEW-PC');
    expect(content.os.productName).toBe(windows);
  });

  it('that is there already gets the note, and stays one licence', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc([foundLicence(productKeys.ownOffice)]));
    await pushFrom(pc, [place], { derive });
    const { content } = await add(pc, [place], typed, null);
    expect(content.licences).toHaveLength(1);
    expect(content.licences[0]).toMatchObject({ note: 'from the box', lastSeen: null });
  });

  it('that is added once more takes the newer note', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc([foundLicence(productKeys.ownOffice)]));
    await pushFrom(pc, [place], { derive });
    await add(pc, [place], typed, null);
    const later = { ...typed, facts: { ...typed.facts, note: 'from the mail' } };
    const { content } = await add(pc, [place], later, null);
    expect(content.licences.map(({ note }) => note)).toEqual(['from the mail']);
  });

  it('needs the name of the PC where there are several', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await pushFrom(testPc(bensPc()), [place], { derive });
    expect(await refusal(() => add(pc, [place], typed, null))).toBe('USAGE');
    const { content } = await add(pc, [place], typed, 'ben-pc');
    expect(content.machine.name).toBe('BEN-PC');
  });
});

describe('the end of a key', () => {
  const end = { productKey: null, lastFive: productKeys.ownOffice.slice(-5) };
  const facts = { ...nothingSaid, product: 'Office from the box' };

  it('is kept as that, and the whole key completes it later', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc([genericLicence]));
    await pushFrom(pc, [place], { derive });
    const kept = await add(pc, [place], { ...end, facts }, null);
    expect(kept.content.licences.at(-1)).toMatchObject({ ...end, cautions: ['partial'] });
    const { content } = await add(pc, [place], typed, null);
    expect(content.licences).toHaveLength(2);
    expect(content.licences.at(-1)).toMatchObject({
      ...{ product: 'Office from the box', productKey: productKeys.ownOffice, cautions: [] },
    });
  });

  it('changes nothing of a key that is known whole', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc([foundLicence(productKeys.ownOffice)]));
    await pushFrom(pc, [place], { derive });
    const { content } = await add(pc, [place], { ...end, facts: nothingSaid }, null);
    expect(keysOf(content.licences)).toEqual([productKeys.ownOffice]);
  });

  it('of no product is refused', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    const added = (): Promise<unknown> => add(pc, [place], { ...end, facts: nothingSaid }, null);
    expect(await refusal(added)).toBe('USAGE');
  });
});

describe('an import', () => {
  it('that tells of one PC twice makes one record of it, with all its licences', async () => {
    const place = testPlace('nas');
    const findings = [productKeys.ownWindows, productKeys.ownOffice].map((key) => {
      return { snapshot: annasPc([foundLicence(key)]), origin: 'elsewhere', source: null } as const;
    });
    const run = runOn(testPc(annasPc()), [place], { derive });
    const collection = { findings, warnings: [] };
    const unlock = givenPassphrase();
    const { records } = await importLicences(run, { unlock, collection, machine: null });
    expect(records).toHaveLength(1);
    const { opened } = await pullFrom([place], { derive });
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual(
      [productKeys.ownWindows, productKeys.ownOffice].sort(),
    );
  });

  it('for a PC under another name is not told as on two PCs', async () => {
    const place = testPlace('nas');
    const { machine, ...rest } = annasPc();
    const snapshot = { ...rest, machine: { ...machine, name: null } };
    const findings = [{ snapshot, origin: 'elsewhere', source: 'order.eml' } as const];
    const request = { unlock: givenPassphrase(), collection: { findings, warnings: [] } };
    const run = runOn(testPc(bensPc()), [place], { derive });
    await importLicences(run, { ...request, machine: 'T' });
    const { opened } = await pullFrom([place], { derive });
    const licences = opened[0]?.content.licences ?? [];
    expect(licences.length).toBeGreaterThan(0);
    expect(licences.flatMap(({ cautions }) => cautions)).not.toContain('same-on-other-pc');
  });
});
