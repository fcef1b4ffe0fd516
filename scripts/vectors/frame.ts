// Records that are refused before any key is derived: frame, header, cost and name.
import { armor } from '../../src/crypto/armor.js';
import { recordName } from '../../src/record/name.js';
import { sha256 } from '../../src/crypto/sodium.js';
import { smallContent } from '../../test/support/sample-content.js';
import type { Expected } from '../../test/support/vector.js';
import {
  type Scenario,
  overwrite,
  passphrase,
  repair,
  scenarioVault,
  withChecksum,
} from './scenario.js';

interface Change {
  readonly file: string;
  readonly description: string;
  readonly expect: Expected;
  readonly twoSlots?: boolean;
  readonly change: (record: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

const at = {
  version: 8,
  suite: 9,
  flags: 10,
  slots: 11,
  c: 12,
  generation: 32,
  ops: 36,
  slot1: 56,
};
const slot2 = 129;

const put =
  (offset: number, ...bytes: number[]) =>
  (record: Uint8Array): Promise<Uint8Array> =>
    overwrite(record, offset, bytes);

/** ops and MiB as the header holds them. */
const cost = (ops: number, memoryMiB: number): ((record: Uint8Array) => Promise<Uint8Array>) =>
  put(at.ops, ops >> 8, ops & 255, memoryMiB >> 8, memoryMiB & 255);

const changes: readonly Change[] = [
  {
    file: 'not-a-record-other-magic',
    description: 'the first bytes are those of a PNG picture',
    expect: 'NOT_A_RECORD',
    change: put(0, 0x89, 0x50, 0x4e, 0x47),
  },
  {
    file: 'not-a-record-text-transfer',
    description: 'CR LF became LF on the way: the magic shows it',
    expect: 'NOT_A_RECORD',
    change: (record) => record.filter((_, i) => i !== 4),
  },
  {
    file: 'not-a-record-seven-bytes',
    description: 'seven bytes of magic and nothing more',
    expect: 'NOT_A_RECORD',
    change: (record) => record.subarray(0, 7),
  },
  {
    file: 'unsupported-version-2',
    description: 'version 2; the rest of the record need not be understood',
    expect: 'UNSUPPORTED_VERSION',
    change: (record) => record.map((byte, i) => (i === at.version ? 2 : byte)),
  },
  {
    file: 'unsupported-version-0-short',
    description: 'magic and version 0, nothing more: the version comes before the length',
    expect: 'UNSUPPORTED_VERSION',
    change: (record) => record.map((byte, i) => (i === at.version ? 0 : byte)).subarray(0, 9),
  },
  {
    file: 'unsupported-suite-2',
    description: 'cipher suite 2, checksum good',
    expect: 'UNSUPPORTED_VERSION',
    change: put(at.suite, 2),
  },
  {
    file: 'unsupported-flag',
    description: 'a flag is set, checksum good',
    expect: 'UNSUPPORTED_VERSION',
    change: put(at.flags, 0x80),
  },
  {
    file: 'unsupported-no-slots',
    description: 'no slots, checksum good',
    expect: 'UNSUPPORTED_VERSION',
    change: put(at.slots, 0),
  },
  {
    file: 'unsupported-three-slots',
    description: 'three slots, checksum good',
    expect: 'UNSUPPORTED_VERSION',
    change: put(at.slots, 3),
  },
  {
    file: 'unsupported-slot-1-type',
    description: 'the first slot is of type 2',
    expect: 'UNSUPPORTED_VERSION',
    change: put(at.slot1, 2),
  },
  {
    file: 'unsupported-slot-2-type',
    description: 'the second slot is of type 1',
    expect: 'UNSUPPORTED_VERSION',
    twoSlots: true,
    change: put(slot2, 1),
  },
  {
    file: 'unsupported-slot-type-3',
    description: 'the second slot is of type 3',
    expect: 'UNSUPPORTED_VERSION',
    twoSlots: true,
    change: put(slot2, 3),
  },
  ...(
    [
      [0, 8],
      [11, 8],
      [1, 7],
      [1, 1025],
      [5, 820],
      [65535, 65535],
    ] as const
  ).map(([ops, mib]) => ({
    file: `cost-${ops}-ops-${mib}-mib`,
    description: `a cost of ${ops} passes over ${mib} MiB, checksum good`,
    expect: 'COST_REFUSED' as const,
    change: cost(ops, mib),
  })),
  {
    file: 'damaged-magic-only',
    description: 'the magic and nothing more',
    expect: 'DAMAGED',
    change: (record) => record.subarray(0, 8),
  },
  {
    file: 'damaged-cut-off',
    description: 'the last byte is missing',
    expect: 'DAMAGED',
    change: (record) => record.subarray(0, -1),
  },
  {
    file: 'damaged-appended',
    description: 'a byte was appended',
    expect: 'DAMAGED',
    change: (record) => Uint8Array.of(...record, 0),
  },
  {
    file: 'damaged-bit',
    description: 'a bit of the ciphertext flipped, checksum as it was',
    expect: 'DAMAGED',
    change: (record) => record.map((byte, i) => (i === 300 ? byte ^ 1 : byte)),
  },
  {
    file: 'damaged-checksum',
    description: 'a bit of the checksum flipped',
    expect: 'DAMAGED',
    change: (record) => record.map((byte, i) => (i === record.length - 1 ? byte ^ 0x80 : byte)),
  },
  {
    file: 'damaged-short-checksum-good',
    description: 'shorter than any record, checksum good',
    expect: 'DAMAGED',
    change: (record) => withChecksum(record.subarray(0, 728 - 16)),
  },
  {
    file: 'malformed-length-one-more',
    description: 'the header names one ciphertext byte more than there is, checksum good',
    expect: 'MALFORMED',
    change: put(at.c, 0, 0, 2, 0x11),
  },
  {
    file: 'malformed-length-huge',
    description: 'the header names 4 GiB of ciphertext, checksum good',
    expect: 'MALFORMED',
    change: put(at.c, 255, 255, 255, 255),
  },
  {
    file: 'malformed-slot-count',
    description: 'two slots named, one there, checksum good',
    expect: 'MALFORMED',
    change: put(at.slots, 2),
  },
  {
    file: 'malformed-cut-off-checksum-good',
    description: 'a byte of ciphertext cut off, checksum good',
    expect: 'MALFORMED',
    twoSlots: true,
    change: (record) => repair(record.subarray(0, -1)),
  },
  {
    file: 'malformed-appended-checksum-good',
    description: 'a byte appended, checksum good',
    expect: 'MALFORMED',
    change: (record) => withChecksum(record),
  },
  {
    file: 'malformed-generation-0',
    description: 'generation 0, checksum good; it comes before the cost, which is refused too',
    expect: 'MALFORMED',
    change: async (record) => cost(11, 8)(await put(at.generation, 0, 0, 0, 0)(record)),
  },
];

/** Records refused without a key. */
export async function frameScenarios(): Promise<readonly Scenario[]> {
  const changed = changes.map(async ({ change, twoSlots, ...scenario }): Promise<Scenario> => {
    const vault = await scenarioVault(scenario.file, { withRecoveryCode: twoSlots ?? false });
    const { record } = await vault.seal(smallContent);
    return { ...scenario, passphrase, body: armor(await change(record)) };
  });
  return [...(await Promise.all(changed)), ...(await nameScenarios())];
}

/** Good records under names that are not theirs. */
async function nameScenarios(): Promise<readonly Scenario[]> {
  const { tag } = smallContent.machine;
  const { takenAt } = smallContent;
  const names = [
    ['digest', 'the digest in the name is that of other bytes', tag, takenAt, true],
    ['tag', 'the name is of another PC', '1f2e3d4c5b6a7989', takenAt, false],
    ['time', 'the name is of another time', tag, '2026-11-21T19:55:02Z', false],
  ] as const;
  return Promise.all(
    names.map(async ([file, description, nameTag, nameTime, otherDigest]) => {
      const vault = await scenarioVault(`damaged-name-${file}`);
      const { record } = await vault.seal(smallContent);
      const digest = await sha256(otherDigest ? record.subarray(1) : record);
      const name = recordName(nameTag, nameTime, digest);
      const expect = 'DAMAGED' as const;
      return {
        file: `damaged-name-${file}`,
        description,
        expect,
        passphrase,
        name,
        body: armor(record),
      };
    }),
  );
}
