// A record under a name that is not its own: the digest fits, tag or time do not.
import { describe, expect, it } from 'vitest';
import { parseSealedRecord } from '../../src/crypto/inspect.js';
import { openRecord } from '../../src/crypto/open.js';
import { sha256 } from '../../src/crypto/sodium.js';
import { recordName } from '../../src/record/name.js';
import { lowCostVault } from '../support/low-cost-vault.js';
import { refusal } from '../support/refusal.js';
import { smallContent } from '../support/sample-content.js';

describe('opening a record under a name', () => {
  const { tag } = smallContent.machine;
  const { takenAt } = smallContent;

  it.each([
    ['its own name', tag, takenAt, 'accepted'],
    ['the tag of another PC', '0000000000000000', takenAt, 'DAMAGED'],
    ['another time', tag, '2026-11-21T19:55:02Z', 'DAMAGED'],
  ])('%s', async (_, nameTag, time, expected) => {
    const vault = await lowCostVault({ recovery: false });
    const { record } = await vault.seal(smallContent);
    const name = recordName(nameTag, time, await sha256(record));
    const parsed = await parseSealedRecord(record, { name });
    expect(await refusal(() => openRecord(parsed, vault.passphraseKey))).toBe(expected);
  });
});
