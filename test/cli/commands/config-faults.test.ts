// A config that is broken, as a whole or in one of its entries: it harms nothing that does not need it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../../support/cheap-stick.js';
import { passphraseFlags } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { newUser } from '../../support/program.js';
import { smallContent } from '../../support/sample-content.js';

interface Pulled {
  readonly records: readonly object[];
  readonly silent: readonly { target: string; error: { code: string } }[];
  readonly warnings: readonly { code: string; location: string }[];
}
interface Listed {
  readonly targets: { target: string; error: { code: string; message: string } | null }[];
}

const user = newUser();
const stick = join(user.folder, 'stick');
const opening = passphraseFlags(user, cheapPassphrase);
const good = { name: 'stick', kind: 'directory', path: stick };

beforeAll(async () => {
  await cheapStick(stick, smallContent);
  mkdirSync(dirname(user.configFile), { recursive: true });
});
beforeEach(() => {
  rmSync(user.configFile, { force: true, recursive: true });
});
afterAll(() => {
  user.dispose();
});

const write = (text: string): void => {
  writeFileSync(user.configFile, text);
};
const written = (): unknown => JSON.parse(readFileSync(user.configFile, 'utf8'));

describe('a config that cannot be used', () => {
  it.each([
    [
      'broken',
      () => {
        write('{"targets": [');
      },
    ],
    [
      'newer',
      () => {
        write('{"schema":2,"targets":[]}');
      },
    ],
    [
      'of another form',
      () => {
        write('[]');
      },
    ],
    [
      'not to be read',
      () => {
        mkdirSync(user.configFile);
      },
    ],
  ])('being %s, is a warning where every place is named', async (_what, make) => {
    make();
    for (const command of ['pull', 'list']) {
      const run = await user.run([command, '--from', stick, ...opening, '--json']);
      expect(run.status).toBe(0);
      const { records, warnings } = parseOutput('pull', run.stdout) as Pulled;
      expect(records).toHaveLength(1);
      expect(warnings).toMatchObject([{ code: 'config-unused', location: user.configFile }]);
    }
    const tested = await user.run(['target', 'test', stick]);
    expect(tested.status).toBe(0);
    expect(tested.stderr).toContain('vault: warning: ');
  });

  it('is an error where it is needed, by a name too: no folder of that name is taken instead', async () => {
    write('{"targets": [');
    mkdirSync(join(user.folder, 'bare'), { recursive: true });
    for (const words of [[], ['--from', 'bare'], ['--from', stick, '--from', 'bare']]) {
      const run = await user.run(['pull', ...words, ...opening, '--json'], { cwd: user.folder });
      expect(run.status).toBe(2);
      expect(parseFailure(run.stdout).code).toBe('BAD_CONFIG');
    }
  });
});

describe('an entry that cannot be used', () => {
  const far = { name: 'far', kind: 'directory', path: join(user.folder, 'far') };
  const bad = { ...good, name: 'bad', kind: 'tape' };
  const nameless = { name: './x' };

  it('harms only itself, and is named', async () => {
    write(JSON.stringify({ targets: [good, bad] }));
    const run = await user.run(['pull', ...opening, '--json']);
    expect(run.status).toBe(3);
    const { records, silent } = parseOutput('pull', run.stdout) as Pulled;
    expect(records).toHaveLength(1);
    expect(silent).toMatchObject([{ target: 'bad', error: { code: 'BAD_CONFIG' } }]);
    const without = await user.run(['pull', '--from', 'stick', ...opening]);
    expect(without.status).toBe(0);
    expect(without.stderr).not.toContain('config');
    expect((await user.run(['pull', '--from', 'bad', ...opening])).status).toBe(2);
  });

  it('is listed with what is wrong with it, and stands in the way of nothing', async () => {
    write(JSON.stringify({ $schema: 'x', targets: [good, bad, nameless] }));
    const listed = await user.run(['target', 'list', '--json']);
    expect(listed.status).toBe(3);
    const { targets } = parseOutput('targets', listed.stdout) as Listed;
    expect(targets.map(({ target }) => target)).toEqual(['stick', 'bad', 'entry:3']);
    expect(targets.map(({ error }) => error?.code ?? null)).toEqual([
      ...[null, 'BAD_CONFIG', 'BAD_CONFIG'],
    ]);
    const added = await user.run(['target', 'add', 'new', far.path]);
    expect(added.status).toBe(0);
    const kept = { $schema: 'x', targets: [good, bad, nameless, { name: 'new' }] };
    expect(written()).toMatchObject(kept);
  });

  it('can be removed, and nothing else goes with it', async () => {
    write(JSON.stringify({ $schema: 'x', targets: [good, bad, nameless, far] }));
    for (const name of ['entry:3', 'bad'])
      expect((await user.run(['target', 'remove', name])).status).toBe(0);
    expect(written()).toEqual({ $schema: 'x', targets: [good, far] });
  });
});
