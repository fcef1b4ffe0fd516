// Writes a hive of about 124 MB with 400,000 keys, for the benchmarks. Argument: where to.
import { writeFileSync } from 'node:fs';
import { type HiveKeySpec, regDword, regSz, writeHive } from '../test/support/hive-writer.js';

const [path] = process.argv.slice(2);
if (path === undefined) throw new RangeError('where to?');

function* classes(count: number): Iterable<HiveKeySpec> {
  for (let i = 0; i < count; i += 1) {
    const name = `{${i.toString(16).padStart(8, '0')}-0000-0000-c000-000000000046}`;
    const values = [
      regSz(
        '',
        `Class number ${i} of an installation with a long and wordy name, one of very many that have come with the years`,
      ),
      regDword('Flags', i),
    ];
    yield {
      name,
      values,
      subkeys: [{ name: 'InprocServer32', values: [regSz('', 'C:\\some.dll')] }],
    };
  }
}

const currentVersion: HiveKeySpec = {
  name: 'CurrentVersion',
  values: [
    regSz('ProductName', 'Windows 10 Pro'),
    regSz('EditionID', 'Professional'),
    regSz('CurrentBuild', '22631'),
  ],
};
const root: HiveKeySpec = {
  name: 'ROOT',
  subkeys: [
    { name: 'Classes', subkeys: [{ name: 'CLSID', subkeys: classes(200_000) }] },
    { name: 'Microsoft', subkeys: [{ name: 'Windows NT', subkeys: [currentVersion] }] },
  ],
};
writeFileSync(path, writeHive(root));
