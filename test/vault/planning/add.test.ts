import { describe, expect, it } from 'vitest';
import type { Licence } from '../../../src/record/schema.js';
import { type AddressedPc, findPc, planAddition } from '../../../src/vault/planning/add.js';
import { type SessionOptions, openSession, storeInVault } from '../../../src/vault/session.js';
import { derivePassphraseKey } from '../../../src/crypto/kdf.js';
import {
  type TestPc,
  type TestPlace,
  givenPassphrase,
  named,
  pullFrom,
  pushFrom,
  reinstalled,
  testPc,
  testPlace,
} from '../../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  genericLicence,
  keysOf,
  productKeys,
} from '../../support/household-samples.js';
import { lowCost } from '../../support/low-cost-vault.js';
import { refusal } from '../../support/refusal.js';

const derive = derivePassphraseKey;
const typedPlace = { collector: 'typed', location: 'the sticker', foundAt: '2026-11-21T20:00:00Z' };
const typed = foundLicence(productKeys.ownOffice, { places: [typedPlace], note: 'from the box' });

/** Adds a licence to the PC of a name, or to the only one there is, as the command does. */
async function add(pc: TestPc, places: TestPlace[], licence: Licence, name: string | null) {
  const options: SessionOptions = {
    targets: places.map((place) => named(place)),
    passphrase: givenPassphrase(),
    state: pc.state,
    derive,
    cost: lowCost,
    signal: new AbortController().signal,
    onTarget: () => undefined,
    warn: () => undefined,
  };
  const session = await openSession(options);
  const content = findPc(session.vault, name);
  const addressed: AddressedPc =
    content === null
      ? { kind: 'new', name: name ?? '', tag: 'c'.repeat(16) }
      : { kind: 'known', content };
  const record = await planAddition(
    addressed,
    { licence, match: null },
    {
      vault: session.vault,
      now: new Date('2026-11-21T20:00:00Z'),
      tool: { name: 'product-key-vault', version: '0.1.0' },
      force: false,
      minimumCost: lowCost,
      warn: () => undefined,
    },
  );
  await storeInVault(session, [record], options);
  return record;
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

  it('that is there already gets the note, and stays one licence', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc([foundLicence(productKeys.ownOffice)]));
    await pushFrom(pc, [place], { derive });
    const { content } = await add(pc, [place], typed, null);
    expect(content.licences).toHaveLength(1);
    expect(content.licences[0]).toMatchObject({ note: 'from the box', lastSeen: null });
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
