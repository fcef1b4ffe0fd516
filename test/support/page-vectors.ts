// The vectors as a page is given them: dropped as a file, or inside the page where the vector tells a name.
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
