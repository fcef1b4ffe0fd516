// A program for tests that kill it: puts one record after the other into the place given as its first
// parameter, and says the name of each that is stored.
import { directoryKind } from '../../src/targets/directory/kind.js';
import { sealedSample } from './sealed.js';

const [, , path = ''] = process.argv;
const target = directoryKind.open({ path });
for (let n = 0; ; n += 1) {
  const { name, record } = sealedSample({ sizeBytes: 400_000, seed: `${process.pid} ${n}` });
  await target.put(name, record, new AbortController().signal);
  process.stdout.write(`${name}\n`);
}
