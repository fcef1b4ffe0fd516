// `vault kit` by the built program: a kit that cannot be made leaves nothing, and a look tells what is wrong with
// one in words that are true of it.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapRow } from '../../support/cheap-stick.js';
import { passphraseFlags } from '../../support/example-stick.js';
import { newUser } from '../../support/program.js';
import { sixKeyContent } from '../../support/sample-content.js';

const user = newUser();
const [source, kit] = ['source', 'kit'].map((name) => join(user.folder, name)) as [string, string];
beforeAll(async () => {
  mkdirSync(join(user.folder, 'empty'));
  await cheapRow(sixKeyContent, { count: 2, folders: [source], inAll: 1 });
});
afterAll(() => {
  user.dispose();
});

describe('kit', () => {
  it.each([
    ['an empty source', 'empty', cheapPassphrase, 10, 'there is no backup in'],
    ['an absent one', 'nowhere', cheapPassphrase, 10, 'there is no backup in'],
    ['another passphrase', 'source', 'quite some other words', 12, 'passphrase'],
  ])('of %s leaves nothing on the stick', async (_, from, passphrase, status, words) => {
    const flags = ['--from', join(user.folder, from), ...passphraseFlags(user, passphrase)];
    const made = await user.run(['kit', kit, ...flags]);
    expect(made.status, made.stderr).toBe(status);
    expect(made.stderr).toContain(words);
    expect(existsSync(kit)).toBe(false);
  });
});
