// A key of which an import told the end alone: whatever way the whole one comes later, it completes that
// licence and makes no second one.
import { describe, expect, it } from 'vitest';
import type { Licence, Snapshot } from '../../src/record/schema.js';
import { importedLicence } from '../../src/windows/imported-licence.js';
import { add, importLicences } from '../../src/vault/add.js';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';
import {
  givenPassphrase,
  pullFrom,
  pushFrom,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, foundLicence, nothingSaid, productKeys } from '../support/household-samples.js';

const derive = derivePassphraseKey;
const wholeKey = productKeys.ownOffice;
const foundAt = '2026-11-21T19:55:01Z';

/** As a list of ends names it, or a text of whole keys. */
function listed(productKey: string | null, product: string | null): Licence {
  return importedLicence({
    ...{ productKey, lastFive: productKey === null ? wholeKey.slice(-5) : null, product },
    ...{ productId: null, note: null, cautions: [] },
    places: [{ collector: 'text-file', location: 'list.txt', foundAt }],
  });
}

function snapshotWith(licence: Licence): Snapshot {
  return { ...annasPc(), licences: [licence] };
}

async function household(ending: Licence) {
  const place = testPlace('nas');
  const pc = testPc(annasPc());
  await pushFrom(pc, [place], { derive });
  const take = async (licence: Licence): Promise<void> => {
    const finding = { snapshot: snapshotWith(licence), origin: 'elsewhere', source: 'x' } as const;
    const collection = { findings: [finding], warnings: [] };
    const request = { unlock: givenPassphrase(), collection, machine: null };
    await importLicences(runOn(pc, [place], { derive }), request);
  };
  await take(ending);
  const ofEnd = async (): Promise<Licence[]> => {
    const { opened } = await pullFrom([place], { derive });
    const licences = opened[0]?.content.licences ?? [];
    return licences.filter(({ lastFive }) => lastFive === wholeKey.slice(-5));
  };
  return { place, pc, take, ofEnd };
}

const end = listed(null, 'Office Professional Plus 2019');

describe('the end of a key that was imported', () => {
  it('is kept as a licence known in part, once', async () => {
    const { take, ofEnd } = await household(end);
    await take(listed(null, 'Microsoft Office 2019 (ProPlus2019R_Retail)'));
    expect(await ofEnd()).toMatchObject([
      { product: 'Office Professional Plus 2019', productKey: null, cautions: ['partial'] },
    ]);
  });

  it('is completed by the key that its owner types', async () => {
    const { pc, place, ofEnd } = await household(end);
    const typed = { productKey: wholeKey, facts: nothingSaid, machine: null };
    await add(runOn(pc, [place], { derive }), { ...typed, unlock: givenPassphrase() });
    const licences = await ofEnd();
    expect(licences).toMatchObject([
      { product: 'Office Professional Plus 2019', productKey: wholeKey },
    ]);
    expect(licences[0]?.cautions).not.toContain('partial');
  });

  it.each([null, 'Microsoft Office Professional Plus 2019'])(
    'is completed by a key in a later text that is named %j',
    async (product) => {
      const { take, ofEnd } = await household(end);
      await take(listed(wholeKey, product));
      expect(await ofEnd()).toMatchObject([{ productKey: wholeKey }]);
    },
  );

  it('is completed by the key that a later push finds, under another name', async () => {
    const { pc, place, ofEnd } = await household(end);
    const product = 'Microsoft Office Professional Plus 2019';
    const said = { product, productRef: null, productId: null, family: 'office' } as const;
    const office = foundLicence(wholeKey, said);
    await pushFrom({ ...pc, snapshot: snapshotWith(office) }, [place], { derive });
    expect(await ofEnd()).toMatchObject([{ product, productKey: wholeKey }]);
  });
});
