// The reader in Python (test/second-reader), written from docs/format.md and sharing nothing with src/:
// it opens what this code seals, and refuses what this code refuses, with the same class.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes.js';
import { armor } from '../../src/crypto/armor.js';
import { newCard } from '../../src/crypto/card.js';
import { parseSealedRecord } from '../../src/crypto/inspect.js';
import { derivePassphraseKey, writerCost } from '../../src/crypto/kdf.js';
import { openRecord } from '../../src/crypto/open.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import { sealRecord } from '../../src/crypto/seal.js';
import { sha256 } from '../../src/crypto/sodium.js';
import { encodeCanonical } from '../../src/record/canonical.js';
import type { RecordContent } from '../../src/record/schema.js';
import { anyContent } from '../support/any-content.js';
import { lowCostVault, repairChecksum } from '../support/low-cost-vault.js';
import { openVector } from '../support/open-vector.js';
import { realPart } from '../support/real-parts.js';
import { refusal } from '../support/refusal.js';
import { sixKeyContent, smallContent } from '../support/sample-content.js';
import { type Vector, readVector, writeVector } from '../support/vector.js';
import { folderOfFile } from '../support/temporary-folder.js';

const reader = fileURLToPath(new URL('../second-reader/vault_reader.py', import.meta.url));
const vectorFolder = fileURLToPath(new URL('../vectors/', import.meta.url));

// Another python3 may come first on PATH and lack the package.
const python = realPart({
  name: 'Python 3 with PyNaCl',
  install: 'apt-get install -y python3-nacl',
  find: () => {
    const program = '/usr/bin/python3';
    return spawnSync(program, ['-c', 'import nacl.bindings']).status === 0 ? program : null;
  },
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], input: string | Uint8Array = ''): Run {
  const options = { input, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } };
  const { status, stdout, stderr } = spawnSync(python ?? '', [reader, ...args], options);
  return { status, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') };
}

/** What the second reader makes of vector files: outcome and digest by file name. */
function runVectors(paths: readonly string[]): ReadonlyMap<string, string> {
  const { status, stdout, stderr } = run(['--vectors', ...paths]);
  expect([status, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  return new Map(
    lines.map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1).join(' ')]),
  );
}

const json = (content: RecordContent): string => new TextDecoder().decode(encodeCanonical(content));

describe.skipIf(python === null)('the second reader', () => {
  const folder = folderOfFile();
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('agrees on every vector, content included', () => {
    const files = readdirSync(vectorFolder).filter((name) => name.endsWith('.txt'));
    expect(files.length).toBeGreaterThan(100);
    const outcomes = runVectors(files.map((name) => join(vectorFolder, name)));
    for (const name of files) {
      const vector = readVector(readFileSync(join(vectorFolder, name), 'utf8'));
      expect(outcomes.get(name), name).toBe(
        `${vector.expect} ${vector.contentSha256 ?? ''}`.trim(),
      );
    }
  });

  it('opens what was sealed just now at the cost of writers', async () => {
    const card = await newCard(writerCost);
    const typed = 'Stra\u00dfe 7, schlu\u0308ssel';
    const passphraseKey = await derivePassphraseKey(passphraseBytes(typed), card.salt, card.cost);
    const { name, record } = await sealRecord(sixKeyContent, { card, passphraseKey });
    const path = file('record.vault', record);
    const secret = file('passphrase.txt', `\ufeff${typed}\r\n`);
    const opened = run([path, '--passphrase-file', secret, '--name', name]);
    expect(opened).toEqual({ status: 0, stdout: json(sixKeyContent), stderr: '' });
    expect(run([path, '--passphrase-file', '-'], `${typed}!`)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'WRONG_PASSPHRASE\n',
    });
  });

  it('opens by the recovery code, and from armor', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { record } = await vault.seal(smallContent);
    const code = formatRecoveryCode(vault.code).toLowerCase().replaceAll('-', ' ');
    for (const path of [file('a.vault', record), file('a.txt', armor(record))]) {
      const opened = run([path, '--recovery-code-file', '-'], `${code}\n`);
      expect(opened).toEqual({ status: 0, stdout: json(smallContent), stderr: '' });
    }
  });

  it('finds the same content in any record', async () => {
    const vault = await lowCostVault({ recovery: true });
    const contents = fc.sample(anyContent, 60);
    const sealed = await Promise.all(contents.map((content) => vault.seal(content)));
    const paths = sealed.map(({ name, record }, i) =>
      file(`any-${i}.txt`, writeVector({ ...good(record, 'test'), name })),
    );
    const outcomes = runVectors(paths);
    for (const [i, content] of contents.entries()) {
      const digest = toHex(await sha256(encodeCanonical(content)));
      expect(outcomes.get(`any-${i}.txt`)).toBe(`SUCCESS ${digest}`);
    }
  });

  it('gives the same class for any byte changed, checksum repaired or not', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { record } = await vault.seal(smallContent);
    const changed: Uint8Array[] = [];
    // Every byte of the head, and every seventh of what is sealed: those are all alike.
    for (let at = 0; at < record.length; at += at < 256 ? 1 : 7) {
      const bytes = new Uint8Array(record);
      // The cost must stay cheap: its high bytes are left to the vectors.
      bytes[at] = (bytes[at] ?? 0) ^ (at >= 36 && at < 40 ? 1 : 0x11);
      changed.push(bytes, await repairChecksum(bytes));
    }
    const paths = changed.map((bytes, i) => file(`c-${i}.txt`, writeVector(good(bytes, 'test'))));
    const theirs = runVectors(paths);
    for (const [i, bytes] of changed.entries()) {
      const attempt = async () => openRecord(await parseSealedRecord(bytes), vault.passphraseKey);
      const ours = (await refusal(attempt)).replace('accepted', 'SUCCESS');
      expect(theirs.get(`c-${i}.txt`)?.split(' ')[0], `change ${i}`).toBe(ours);
    }
  });

  it('judges any typed passphrase and recovery code alike', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { record } = await vault.seal(smallContent);
    const lines = fc
      .sample(fc.string({ unit: 'binary', maxLength: 12 }), 60)
      .map((text) => text.replaceAll('\n', ''));
    const vectors: Vector[] = lines.flatMap((text) => [
      good(record, text),
      { ...good(record, text), passphrase: undefined, recoveryCode: text },
    ]);
    const outcomes = runVectors(vectors.map((v, i) => file(`t-${i}.txt`, writeVector(v))));
    for (const [i, vector] of vectors.entries()) {
      const { result } = await openVector(vector);
      expect(outcomes.get(`t-${i}.txt`)?.split(' ')[0], vector.passphrase).toBe(result);
    }
  });
});

function good(record: Uint8Array, passphrase: string): Vector {
  return { description: 'made just now', expect: 'SUCCESS', passphrase, body: armor(record) };
}
