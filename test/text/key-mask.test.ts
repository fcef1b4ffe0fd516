// What is hidden in a text, and what is not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../src/keys/generic-keys.js';
import { hasKeyPart, maskedStart, maskKeyParts, maskKeys } from '../../src/text/key-mask.js';
import { canaryForms, holdsCanary } from '../support/foreign-input.js';

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const mask = '*****-*****-*****-*****-3V66T';

describe('maskKeys', () => {
  it('hides every public key but for its end', () => {
    const all = genericKeys.map(({ productKey }) => productKey);
    expect(all.length).toBeGreaterThan(90);
    expect(all.map(maskKeys)).toEqual(all.map((one) => `*****-*****-*****-*****-${one.slice(-5)}`));
  });

  it.each([
    ['a symbol too few at the end', key.slice(0, -1), '*****-*****-*****-*****-3V66'],
    ['a symbol too few at the start', key.slice(1), '****-*****-*****-*****-3V66T'],
    ['a symbol too many', `${key}B`, '*****-*****-*****-*****-*V66TB'],
    ['four groups of a key', key.slice(0, 23), '*****-*****-*****-9MPGT'],
    ['no hyphens and a symbol too few', key.replaceAll('-', '').slice(1), `${'*'.repeat(19)}3V66T`],
    ['dots', key.replaceAll('-', '.'), mask.replaceAll('-', '.')],
    ['a word before it', `Code – ${key}`, `Code – ${mask}`],
    ['a word before one that is too short', `Adobe – ${key.slice(1)}`, `Adobe – ${mask.slice(1)}`],
    ['a word after it', `${key} – used`, `${mask} – used`],
    ['a letter of another script before it', `Schlüssel – ${key}`, `Schlüssel – ${mask}`],
  ])('hides a key with %s', (_, text, masked) => {
    expect(maskKeys(text)).toBe(masked);
  });

  it.each([
    '00330-80000-00000-AA123',
    '03612-03308-012-345678-02-1033-26100.0000-1382024',
    '{90120000-0030-0000-0000-0000000FF1CE}',
    'Source OS (Updated on 5/17/2024 11:12:44)',
    'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion',
    'Games-Tools-Video-Music',
    '1f2e3d4c5b6a7988/20261121T195501Z-0b1c2d3f4b5c6d7f8b9c0d1f2b3c4d5f.vault',
    'a sentence of words that have five letters',
  ])('leaves %s as it is', (text) => {
    expect(maskKeys(text)).toBe(text);
  });
});

describe('maskKeyParts', () => {
  it.each([
    ['the first half of a wrapped key', 'Key: VK7JG-NPHTM-', 'Key: *****-*****-'],
    ['one group before the end of a line', 'Key: VK7JG-', 'Key: *****-'],
    ['two groups with a blank', 'VK7JG NPHTM', '***** *****'],
    ['symbols with blanks between them', 'V K 7 J G-N P H', '* * * * *-* * *'],
    ['a mask of two groups', 'VK7JG-NPHTM-*****-*****-3V66T', mask],
    ['a mask of the end', 'VK7JG-NPHTM-C97JM-9MPGT-****', '*****-*****-*****-*****-****'],
    ['a word after a mask', `${mask} PC 2`, `${mask} PC 2`],
  ])('hides %s', (_, text, hidden) => {
    expect(maskKeyParts(text)).toBe(hidden);
    expect(maskKeyParts(hidden)).toBe(hidden);
    expect(hasKeyPart(text)).toBe(true);
  });

  it.each([
    '00330-80000-00000-AA123',
    'DESKTOP-3V66T7Q, bought 2021-05-03',
    'Windows 10 Pro (64-bit), Version 22H2 19045.3693, KB5034441',
    'HP G8, 16 GB, 512 GB SSD',
    'Order 302-1234567-1234567',
    '# Heading *** of stars',
  ])('leaves %s as it is', (text) => {
    expect(maskKeyParts(text)).toBe(text);
    expect(hasKeyPart(text)).toBe(false);
  });
});

describe('maskedStart', () => {
  const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ');

  it('shows no part of a key that its end would cut', () => {
    for (let at = 0; at < 60; at += 1) {
      const start = maskedStart(`${'.'.repeat(at)} ${key}`, 50, tidy);
      expect(holdsCanary(start)).toBe(false);
      expect(start.length).toBeLessThanOrEqual(50);
    }
  });

  it('shows none wherever a key stands in a long text that becomes short', () => {
    const places = fc.tuple(fc.integer({ min: 3900, max: 4200 }), fc.constantFrom(...canaryForms));
    fc.assert(
      fc.property(places, ([at, form]) => {
        expect(holdsCanary(maskedStart(`x${' '.repeat(at)}${form} y`, 200, tidy))).toBe(false);
      }),
    );
  });

  it('ends with no half of a character', () => {
    expect(maskedStart('ab\u{1f511}', 3, tidy)).toBe('ab');
  });
});
