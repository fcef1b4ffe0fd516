// A process of its own that asks one bucket what it is and tries it, the way the program does, for tests that watch a whole
// process: which connections it makes, what it prints. Takes the options and, where there is one, the
// text that the credential store holds; prints `ok` or the error's code.
import { VaultError } from '../../src/errors.js';
import { createS3Kind } from '../../src/targets/s3/kind.js';

const secret = process.argv[3] ?? null;
const kind = createS3Kind({ readSecret: () => Promise.resolve(secret) });
const members: unknown = JSON.parse(process.argv[2] ?? '{}');
const target = kind.open(kind.parseOptions({ ...(members as object) }));
try {
  const { signal } = new AbortController();
  await target.identify(signal);
  await target.tryWriting(signal);
  process.stdout.write('ok');
} catch (error) {
  process.stdout.write(error instanceof VaultError ? error.code : String(error));
} finally {
  await target.close();
}
