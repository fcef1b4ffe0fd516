// The five cross-checks of a key that was found, each passed, failed and where it is not possible.
import { describe, expect, it } from 'vitest';
import { type HeldKey, heldText, readHeldKey } from '../../src/keys/held-key.js';
import { type CheckContext, combineChecks, crossChecks } from '../../src/windows/cross-checks.js';
import { readOperatingSystem } from '../../src/windows/operating-system.js';
import type { Checks } from '../../src/record/schema.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';

// Group 3308, number 0.
const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const typo = 'VK7JG-NPHTM-C97JM-9MPGT-3V67T';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const productId = '00330-80000-00000-AA123';
const noWindows = readOperatingSystem({ software: null, system: null, users: [] });

const short = (spec: Parameters<typeof digitalProductId>[0]): HeldKey =>
  held(digitalProductId(spec));
const long = (spec: Parameters<typeof digitalProductId4>[0]): HeldKey =>
  held(digitalProductId4(spec));

const written = (text: string): HeldKey => heldText({ kind: 'key', productKey: text });

function held(bytes: Uint8Array): HeldKey {
  const found = readHeldKey(bytes, 'digital-product-id');
  if (found === null) throw new Error('no key');
  return found;
}

function damaged(bytes: Uint8Array): HeldKey {
  return held(bytes.with(40, 0x41));
}

function check(key: HeldKey, context: Partial<CheckContext> = {}): Checks {
  return crossChecks(key, {
    os: noWindows,
    isInstalled: false,
    activatedLastFive: null,
    ...context,
  });
}

const ofWindows = (id: string | null): Partial<CheckContext> => ({
  os: { ...noWindows, productId: id },
  isInstalled: true,
});
const reported = (activatedLastFive: string | null, isInstalled = true): Partial<CheckContext> => ({
  activatedLastFive,
  isInstalled,
});
const pid = (group: string, serial: string): string =>
  `03612-${group}-${serial}-00-1033-26100.0000-1382024`;

type Case = readonly [what: string, outcome: string, checks: Checks];

describe('the check inside the key', () => {
  it.each<Case>([
    ['as it was given', 'passed', check(written(productKey))],
    ['with one symbol wrong', 'failed', check(written(typo))],
    ['of an older Windows, which has none', 'not-possible', check(written(olderKey))],
    ['that was erased', 'not-possible', check(short({ productKey: null, productId }))],
  ])('of a key %s: %s', (_, outcome, { typo: found }) => {
    expect(found).toBe(outcome);
  });
});

describe('the checksum of the value', () => {
  const shortBytes = digitalProductId({ productKey });
  const longBytes = digitalProductId4({ productKey });
  it.each<Case>([
    ['whole, the shorter', 'passed', check(held(shortBytes))],
    ['whole, the longer', 'passed', check(held(longBytes))],
    ['changed, the shorter', 'failed', check(damaged(shortBytes))],
    ['changed, the longer', 'failed', check(damaged(longBytes))],
    ['cut off before it', 'not-possible', check(held(shortBytes.subarray(0, 100)))],
    ['of plain text', 'not-possible', check(written(productKey))],
  ])('%s: %s', (_, outcome, { integrity }) => {
    expect(integrity).toBe(outcome);
  });
});

describe('the group beside the key', () => {
  it.each<Case>([
    ['the same', 'passed', check(short({ productKey, group: 3308 }))],
    ['another', 'failed', check(short({ productKey, group: 3309 }))],
    [
      'the same, in the longer value',
      'passed',
      check(long({ productKey, advancedPid: pid('03308', '000-000000') })),
    ],
    [
      'another, in the longer value',
      'failed',
      check(long({ productKey, advancedPid: pid('03261', '000-000000') })),
    ],
    ['none, in the longer value', 'not-possible', check(long({ productKey }))],
    [
      'of an older key, which says none',
      'not-possible',
      check(short({ productKey: olderKey, group: 3308 })),
    ],
  ])('%s: %s', (_, outcome, { group }) => {
    expect(group).toBe(outcome);
  });
});

describe('the product id beside the key', () => {
  it.each<Case>([
    ['of the same group and number', 'passed', check(short({ productKey, productId }))],
    [
      'of another group',
      'failed',
      check(short({ productKey, productId: '00330-90000-00000-AA123' })),
    ],
    [
      'of another number',
      'failed',
      check(short({ productKey, productId: '00330-80000-00001-AA123' })),
    ],
    [
      'of an older form',
      'not-possible',
      check(short({ productKey, productId: '00371-OEM-8992671-00004' })),
    ],
    [
      'of the same number, in the longer value',
      'passed',
      check(long({ productKey, advancedPid: pid('03308', '000-000000') })),
    ],
    [
      'of another number, in the longer value',
      'failed',
      check(long({ productKey, advancedPid: pid('03308', '000-000001') })),
    ],
    [
      'of the Windows that it is the key of',
      'passed',
      check(written(productKey), ofWindows(productId)),
    ],
    [
      'of a Windows that it is not the key of',
      'failed',
      check(written(productKey), ofWindows('00331-80000-00000-AA123')),
    ],
    ['of a Windows that has none', 'not-possible', check(written(productKey), ofWindows(null))],
  ])('%s: %s', (_, outcome, checks) => {
    expect(checks.productId).toBe(outcome);
  });
});

describe('the end that Windows reports', () => {
  it.each<Case>([
    ['the same', 'passed', check(written(productKey), reported('3V66T'))],
    ['another', 'failed', check(written(productKey), reported('T83GX'))],
    [
      'of a disk, which cannot be asked',
      'not-possible',
      check(written(productKey), reported(null)),
    ],
    [
      'of the installed key, which this is not',
      'not-possible',
      check(written(productKey), reported('T83GX', false)),
    ],
    [
      'of an erased key',
      'not-possible',
      check(short({ productKey: null, productId }), reported('3V66T')),
    ],
  ])('%s: %s', (_, outcome, { lastFive }) => {
    expect(lastFive).toBe(outcome);
  });
});

describe('the checks of one key in two places', () => {
  it('are those of the better place, and of the other where that one says nothing', () => {
    const better = check(written(productKey));
    const other = check(short({ productKey, group: 3309, productId }));
    expect(combineChecks(better, other)).toEqual({
      ...other,
      typo: 'passed',
      lastFive: 'not-possible',
    });
    expect(combineChecks({ ...better, group: 'passed' }, other).group).toBe('passed');
  });
});
