// The files of the examples, made from one description of a PC: as a disk and as a registry export.
// The same bytes every time, so a test can hold the committed files to it.
import { writeHive } from '../test/support/hive-writer.js';
import { writeRegExport } from '../test/support/reg-writer.js';
import { exampleSoftware, exampleSystem } from './example-pc.js';

/** Paths below `examples/` and what belongs there. */
export function exampleFiles(): ReadonlyMap<string, Uint8Array> {
  const config = 'windows-disk/Windows/System32/config';
  return new Map([
    [`${config}/SOFTWARE`, writeHive(exampleSoftware)],
    [`${config}/SYSTEM`, writeHive(exampleSystem)],
    [
      'windows.reg',
      writeRegExport([
        { path: 'HKEY_LOCAL_MACHINE\\SOFTWARE', key: exampleSoftware },
        { path: 'HKEY_LOCAL_MACHINE\\SYSTEM', key: exampleSystem },
      ]),
    ],
  ]);
}
