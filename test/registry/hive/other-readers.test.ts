import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHive } from '../../../src/registry/hive/hive.js';
import type { RegistryKey, RegistryValue } from '../../../src/registry/registry.js';
import {
  type HiveKeySpec,
  regBinary,
  regDword,
  regSz,
  writeHive,
} from '../../support/hive-writer.js';
import { onPath } from '../../support/on-path.js';
import { realPart } from '../../support/real-parts.js';
import { sampleHive } from './sample-hive.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const hivexregedit = realPart({
  name: 'hivexregedit',
  install: 'apt-get install -y libwin-hivex-perl',
  find: () => onPath('hivexregedit'),
});
const hivexget = realPart({
  name: 'hivexget',
  install: 'apt-get install -y libhivex-bin',
  find: () => onPath('hivexget'),
});

const folder = folderOfFile();
/** Names in ASCII only: hivexregedit mixes encodings in its output. */
const varied: HiveKeySpec = {
  name: 'ROOT',
  values: [regSz('', 'default of the root'), regSz('Quote "and" \\ backslash', 'x')],
  subkeys: Array.from({ length: 30 }, (_, i) => ({
    name: `Vendor ${i}`,
    values: [regDword('Number', i * 1_000_003), regBinary('Bytes', noise(i * 11))],
    subkeys: Array.from({ length: (i * 7) % 40 }, (_, j) => ({
      name: `Product ${i * j}-${j}`,
      values: [
        regSz('DisplayName', `Product ${j} of vendor ${i}`),
        { name: 'Type', type: j, data: noise(j) },
        regBinary('Long', noise(j === 5 ? i * 1111 : j)),
      ],
    })),
  })),
};

describe.skipIf(hivexregedit === null)('hivexregedit', () => {
  it.each([
    { subkeyList: 'lf' },
    { subkeyList: 'lh' },
    { subkeyList: 'li' },
    { subkeyList: 'lh', subkeysPerList: 10 },
    { names: 'utf16' },
  ] as const)('sees in a hive written with %o what we see', (options) => {
    const file = join(folder, 'hive');
    writeFileSync(file, writeHive(varied, options));
    const exported = run(hivexregedit ?? '', ['--export', file, '\\']);
    const hive = openHive(file);
    const ours = ['Windows Registry Editor Version 5.00\n', ...exportKey(hive.root, '')].join('\n');
    expect(ours.length).toBeGreaterThan(100_000);
    expect(`${ours}\n`).toBe(exported);
    hive.close();
  });
});

describe.skipIf(hivexget === null)('hivexget', () => {
  it.each([
    ['Alpha', 'Text', 'Windows 10 Pro'],
    ['Größe', 'Übergröße', 'ß'],
    ['Ключ', 'имя', 'значение'],
  ])('finds %s, value %s', (key, value, text) => {
    const file = join(folder, 'sample');
    writeFileSync(file, writeHive(sampleHive));
    expect(run(hivexget ?? '', [file, key, value]).trim()).toBe(text);
    const hive = openHive(file);
    expect(Buffer.from(hive.root.subkey(key)?.value(value)?.data ?? []).toString('utf16le')).toBe(
      `${text}\0`,
    );
    hive.close();
  });
});

/** The key and all below it in the form of `hivexregedit --export`: sorted as the hive is. */
function* exportKey(key: RegistryKey, path: string): Generator<string> {
  yield `[${path === '' ? '\\' : path}]`;
  const values = Array.from(key.values());
  for (const value of values.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    yield exportValue(value);
  }
  yield '';
  const subkeys = Array.from(key.subkeys());
  for (const subkey of subkeys.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    yield* exportKey(subkey, `${path}\\${subkey.name}`);
  }
}

function exportValue({ name, type, data }: RegistryValue): string {
  const quoted = name === '' ? '@' : `"${name.replaceAll(/[\\"]/g, (c) => `\\${c}`)}"`;
  const bytes = Buffer.from(data);
  if (type === 4 && data.length === 4) {
    return `${quoted}=dword:${bytes.readUInt32LE(0).toString(16).padStart(8, '0')}`;
  }
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  return `${quoted}=hex(${type.toString(16)}):${hex.join(',')}`;
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * i + 31 * length) % 256);
}
