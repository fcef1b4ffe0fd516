// A small hive with one of everything, for the tests of the reader.
import { type HiveKeySpec, regBinary, regDword, regSz } from '../../support/hive-writer.js';

/** Longer than one cell may hold: big data of three segments. */
export const bigValue = Uint8Array.from({ length: 40_000 }, (_, i) => (i * 7 + (i >> 8)) % 256);

/** `Many` has enough subkeys to be divided by a small `subkeysPerList`. */
export const sampleHive: HiveKeySpec = {
  name: 'ROOT',
  subkeys: [
    {
      name: 'Alpha',
      className: 'a class',
      values: [
        regSz('', 'the default value'),
        regSz('Text', 'Windows 10 Pro'),
        regDword('Number', 0x12345678),
        regBinary('Empty', new Uint8Array(0)),
        regBinary('Three', Uint8Array.of(1, 2, 3)),
        regBinary('Five', Uint8Array.of(1, 2, 3, 4, 5)),
        regBinary('Big', bigValue),
      ],
    },
    {
      name: 'Beta',
      subkeys: [{ name: 'Inner', subkeys: [{ name: 'Innermost', values: [regDword('Deep', 3)] }] }],
    },
    { name: 'Größe', values: [regSz('Übergröße', 'ß'), regSz('naïve', '')] },
    { name: 'Ключ', values: [regSz('имя', 'значение')] },
    {
      name: 'Many',
      subkeys: Array.from({ length: 40 }, (_, i) => ({
        name: `Sub ${i}`,
        values: [regDword(`Index ${i}`, i)],
      })),
    },
  ],
};
