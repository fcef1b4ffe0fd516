// Records that open: each form that a reader has to take.
import { deflateRawSync } from 'node:zlib';
import { concatBytes, fromHex, toHex } from '../../src/bytes.js';
import { armor } from '../../src/crypto/armor.js';
import { paddedLength } from '../../src/crypto/payload.js';
import { encodeCanonical } from '../../src/record/canonical.js';
import type { RecordContent } from '../../src/record/schema.js';
import { sixKeyContent, smallContent } from '../../test/support/sample-content.js';
import { type Scenario, contentSha256, passphrase, scenarioVault } from './scenario.js';

type VaultChanges = NonNullable<Parameters<typeof scenarioVault>[1]>;

interface Opening {
  readonly file: string;
  readonly description: string;
  readonly vault?: VaultChanges;
  readonly content?: RecordContent;
  /** How it is unlocked, where not by the passphrase as sealed. */
  readonly passphrase?: string;
  readonly passphraseFile?: Uint8Array;
  readonly codeAsTyped?: (code: string) => string;
  readonly named?: boolean;
  readonly lineEnd?: string;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** So many lists in one another. */
function nested(levels: number): unknown[] {
  return levels === 1 ? [] : [nested(levels - 1)];
}

const openings: readonly Opening[] = [
  { file: 'open-one-slot', description: 'one slot, the smallest record there is' },
  {
    file: 'open-two-slots',
    description: 'two slots, opened with the passphrase',
    vault: { withRecoveryCode: true },
  },
  {
    file: 'open-recovery-code',
    description: 'two slots, opened with the recovery code',
    vault: { withRecoveryCode: true },
    codeAsTyped: (code) => code,
  },
  {
    file: 'open-recovery-code-sloppy',
    description: 'a recovery code in lower case, with other separators and look-alikes',
    vault: { withRecoveryCode: true },
    codeAsTyped: (code) =>
      ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' . ')}`,
  },
  { file: 'open-named', description: 'under its name', named: true },
  {
    file: 'open-six-keys',
    description: 'six keys, two slots, the cost of writers: 1,826 bytes',
    vault: { withRecoveryCode: true, cost: { ops: 3, memoryMiB: 256 } },
    content: sixKeyContent,
    named: true,
  },
  {
    file: 'open-cost-ops-10',
    description: 'the most passes there are',
    vault: { cost: { ops: 10, memoryMiB: 8 } },
  },
  {
    file: 'open-generation-highest',
    description: 'the highest generation there is',
    vault: { generation: 0xffffffff },
  },
  {
    file: 'open-passphrase-decomposed',
    description: 'sealed with u-diaeresis as one character, typed as u and combining diaeresis',
    vault: { passphrase: 'schl\u00fcssel' },
    passphrase: 'schlu\u0308ssel',
  },
  {
    file: 'open-passphrase-spaces',
    description: 'a passphrase that begins and ends with spaces: nothing is trimmed',
    vault: { passphrase: '  two before, one after ' },
  },
  {
    file: 'open-passphrase-longest',
    description: 'a passphrase of 1,024 bytes',
    vault: { passphrase: '\u20ac'.repeat(341) + 'x' },
  },
  {
    file: 'open-passphrase-format-character',
    description: 'a passphrase with a zero-width joiner, which is no control character',
    vault: { passphrase: 'zero\u200dwidth \u{1f511}' },
  },
  {
    file: 'open-passphrase-file-notepad',
    description: 'a passphrase file with a byte order mark and a CRLF at its end',
    passphraseFile: utf8(`\ufeff${passphrase}\r\n`),
  },
  {
    file: 'open-passphrase-file-lf',
    description: 'a passphrase file with an LF at its end',
    passphraseFile: utf8(`${passphrase}\n`),
  },
  {
    file: 'open-passphrase-file-bare',
    description: 'a passphrase file without a line end',
    passphraseFile: utf8(passphrase),
  },
  { file: 'open-armor-crlf', description: 'armor with CRLF line ends', lineEnd: '\r\n' },
  {
    file: 'open-unknown-members',
    description: 'members that this version does not know, at every level',
    content: {
      ...smallContent,
      future: { nested: [1, null, true, 'x'] },
      machine: { ...smallContent.machine, colour: 'grey' },
    },
  },
  {
    file: 'open-nested',
    description: 'a value 32 levels below the content, the deepest there may be',
    content: { ...smallContent, future: nested(32) },
  },
  {
    file: 'open-text-escapes',
    description: 'texts with quotes, controls, a line separator and characters beyond U+FFFF',
    content: {
      ...smallContent,
      machine: {
        ...smallContent.machine,
        name: 'a"b\\c/\b\t\n\f\r\u0000\u001f\u007f\u2028\u00fc\u{1f511}',
      },
    },
  },
  {
    file: 'open-numbers',
    description: 'the largest whole number there is, and a negative one',
    content: { ...smallContent, sequence: Number.MAX_SAFE_INTEGER, future: -1 },
  },
];

/** Records that open. */
export async function openingScenarios(): Promise<readonly Scenario[]> {
  const sealed = await Promise.all(openings.map(sealOpening));
  return [...sealed, ...(await paddingScenarios())];
}

async function sealOpening(opening: Opening): Promise<Scenario> {
  const { file, description } = opening;
  const vault = await scenarioVault(file, opening.vault);
  const content = opening.content ?? smallContent;
  const { name, record } = await vault.seal(content);
  return {
    file,
    description,
    expect: 'SUCCESS',
    ...unlocking(opening, vault.recoveryCode),
    name: opening.named ? name : undefined,
    contentSha256: await contentSha256(content),
    body: armor(record).replaceAll('\n', opening.lineEnd ?? '\n'),
  };
}

function unlocking(opening: Opening, code: string): Partial<Scenario> {
  if (opening.codeAsTyped) return { recoveryCode: opening.codeAsTyped(code) };
  if (opening.passphraseFile) return { passphraseFile: toHex(opening.passphraseFile) };
  return { passphrase: opening.passphrase ?? opening.vault?.passphrase ?? passphrase };
}

/** Payloads whose lengths lie on the steps, made with stored blocks: deflate that compresses nothing. */
async function paddingScenarios(): Promise<readonly Scenario[]> {
  const used = [1024, 1025, 2048, 2049, 3072];
  return Promise.all(
    used.map(async (bytes) => {
      const file = `open-payload-${bytes}`;
      const vault = await scenarioVault(file);
      const content = contentOfLength(bytes - 8 - 5);
      const body = await vault.sealHostile(storedPayload(content));
      const description = `lengths and deflate stream take ${bytes} bytes, padded to ${paddedLength(bytes)}`;
      const sha = await contentSha256(content);
      return {
        file,
        description,
        expect: 'SUCCESS' as const,
        passphrase,
        contentSha256: sha,
        body,
      };
    }),
  );
}

/** The small content, made so long by a note. */
function contentOfLength(length: number): RecordContent {
  const base = encodeCanonical({ ...smallContent, note: '' }).length;
  return { ...smallContent, note: 'x'.repeat(length - base) };
}

function storedPayload(content: RecordContent): Uint8Array {
  const inflated = encodeCanonical(content);
  const deflated = new Uint8Array(deflateRawSync(inflated, { level: 0 }));
  const used = 8 + deflated.length;
  const lengths = fromHex(
    [inflated.length, deflated.length].map((n) => n.toString(16).padStart(8, '0')).join(''),
  );
  if (lengths === null) throw new Error('lengths are hex digits');
  return concatBytes(lengths, deflated, new Uint8Array(paddedLength(used) - used));
}
