// The vectors as a page is given them: dropped as a file, or inside the page where the vector tells a name; and
// how a browser is asked for what comes of each.
import { readFileSync, readdirSync } from 'node:fs';
import { parseArmor } from '../../src/crypto/armor.js';
import type { GivenFile, Secret } from '../../src/page/opening.js';
import type { PageBackup } from '../../src/restore/page-data.js';
import { type Vector, readVector } from './vector.js';

interface PageVector {
  readonly file: string;
  readonly backups: readonly PageBackup[];
  readonly files: readonly GivenFile[];
  readonly secret: Secret;
  /** What comes of it. */
  readonly expected: string;
}

/** Where a pull, of the tool as of the page, is stricter than the reader of a single record, or knows less. */
const ofPull: ReadonlyMap<string, string> = new Map([
  // After it no push could follow: such a record is never taken for the newest.
  ['open-generation-highest.txt', 'MALFORMED'],
  ['open-numbers.txt', 'MALFORMED'],
  // A code is tried on what each record shows; one that gives no key has not opened it.
  ['altered-slot-1-bit-by-recovery-code.txt', 'WRONG_PASSPHRASE'],
  // What people paste may have blanks and other lines around it.
  ...[
    ...['damaged-armor-begin-space', 'damaged-armor-empty-line-after', 'damaged-armor-empty-line'],
    ...['damaged-armor-space', 'damaged-armor-text-after'],
    ...['not-a-record-armor-space-before', 'not-a-record-armor-text-before'],
  ].map((name) => [`${name}.txt`, 'SUCCESS'] as const),
]);

const folder = new URL('../vectors/', import.meta.url);

/** All of them but those of a passphrase file, which a page does not take. */
export const pageVectors: readonly PageVector[] = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, vector: readVector(readFileSync(new URL(file, folder), 'utf8')) }))
  .filter(({ vector }) => vector.passphraseFile === undefined)
  .map(({ file, vector }) => {
    const expected = ofPull.get(file) ?? vector.expect;
    return { file, ...givenBy(vector), secret: secretOf(vector), expected };
  });

function givenBy({ name, body }: Vector): Pick<PageVector, 'backups' | 'files'> {
  if (name === undefined)
    return {
      backups: [],
      files: [{ name: 'record.txt', bytes: new Uint8Array(Buffer.from(body)) }],
    };
  const sealed = Buffer.from(parseArmor(body)).toString('base64');
  return { backups: [{ name: name.replace(/\.vault$/, ''), sealed }], files: [] };
}

function secretOf({ recoveryCode, passphrase = '' }: Vector): Secret {
  if (recoveryCode !== undefined) return { kind: 'recovery-code', text: recoveryCode };
  return { kind: 'passphrase', text: passphrase };
}

/** What has to come of each. */
export const expectedOutcomes: Readonly<Record<string, string>> = Object.fromEntries(
  pageVectors.map(({ file, expected }) => [file, expected]),
);

/** What came of each, where `ask` evaluates `outcome` of the question, after {@link asker}. */
export async function outcomes(
  ask: (question: string) => Promise<unknown>,
): Promise<Record<string, string>> {
  const came: Record<string, string> = {};
  for (const { file, backups: inside, files, secret } of pageVectors) {
    const data = JSON.stringify(inside);
    const given = files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString() }));
    came[file] = String(await ask(JSON.stringify({ data, given, secret })));
  }
  return came;
}

/** Of a page's script, with its worker's `source`: `outcome` gives a vector's error code, or `SUCCESS`. */
export const asker = `
  const worker = new Worker(URL.createObjectURL(globalThis.source));
  let last = 0;
  const ask = (call, args) => {
    const id = (last += 1);
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => {
        if (data.id === id && !('progress' in data)) resolve(data);
      };
      worker.postMessage({ id, call, args });
    });
  };
  globalThis.outcome = async ({ data, given, secret }) => {
    worker.postMessage({ data });
    const files = given.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }));
    const { answer } = await ask('look', [files]);
    const [refused] = answer.refused;
    const { failure } = refused ?? (await ask('open', [secret]));
    return failure?.code ?? 'SUCCESS';
  };
`;
