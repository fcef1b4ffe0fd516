// What was removed stays away, by its key or by what is left of it, and comes back when it is found later.
import { describe, expect, it } from 'vitest';
import { isRemoved, joinRemovals, removalOf } from '../../src/record/removed.js';
import { foundLicence, productKeys } from '../support/household-samples.js';

const at = (day: number): string => `2026-11-0${day}T00:00:00Z`;
const own = foundLicence(productKeys.ownOffice, { product: 'Office', productRef: null });
const end = { ...own, productKey: null, cautions: ['partial'] };

describe('a removal', () => {
  it('holds no key, whole or in part of a whole one', () => {
    const text = JSON.stringify(removalOf(own, at(2)));
    expect(text).not.toContain(productKeys.ownOffice.slice(0, 23));
    expect(removalOf(own, at(2)).keyDigest).toMatch(/^[0-9a-f]{32}$/);
    expect(removalOf(end, at(2)).keyDigest).toBeNull();
  });

  it.each([
    ['the key under another name', { ...own, product: 'Another name' }, own],
    ['the end of a whole key', end, own],
    ['an end', end, end],
  ])('is of %s in an earlier record, and not of a later one', (_, licence, removed) => {
    const removals = [removalOf(removed, at(2))];
    expect(isRemoved(licence, at(1), removals)).toBe(true);
    expect(isRemoved(licence, at(2), removals)).toBe(false);
    expect(isRemoved(licence, at(3), removals)).toBe(false);
  });

  it('is of no other key, product or end', () => {
    const removals = [removalOf(own, at(2)), removalOf(end, at(2))];
    const others = [
      foundLicence(productKeys.ownWindows),
      foundLicence(productKeys.other, { product: 'Office', productRef: null }),
      { ...end, lastFive: 'BBBBC' },
      { ...end, product: 'Another name' },
    ];
    for (const other of others) expect(isRemoved(other, at(1), removals)).toBe(false);
  });

  it('that two records hold counts once, with its later time, whatever their order', () => {
    const both = [removalOf(own, at(2)), removalOf(end, at(1)), removalOf(own, at(3))];
    const joined = [removalOf(end, at(1)), removalOf(own, at(3))];
    expect(joinRemovals(both)).toEqual(joined);
    expect(joinRemovals([...both].reverse())).toEqual(joined);
  });
});
