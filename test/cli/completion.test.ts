// Completion in the shells themselves: each is given the script and asked what it would offer. PowerShell is
// in no package of Debian's, so of its script only the content is looked at.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offered } from '../../src/cli/completion/commands.js';
import { scripts } from '../../src/cli/completion/scripts.js';
import { buildProgram } from '../../src/cli/program.js';
import { parseOutput } from '../support/json-output.js';
import { onPath } from '../support/on-path.js';
import { newUser } from '../support/program.js';
import { realPart } from '../support/real-parts.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

const places = offered(await buildProgram(() => undefined));
const shells = ['bash', 'zsh', 'fish'] as const;
type Tested = (typeof shells)[number];

const found = Object.fromEntries(
  shells.map((shell) => [
    shell,
    realPart({
      name: shell,
      install: `apt-get install -y ${shell}`,
      find: () => (process.platform === 'win32' ? null : onPath(shell)),
    }),
  ]),
) as Record<Tested, string | null>;

/** What runs the script and prints what is offered at the end of the words, a line each. */
const asked: Record<Tested, (file: string, words: readonly string[]) => string> = {
  bash: (file, words) => `source '${file}'
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_product_key_vault; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // The functions of zsh's completion work only while a key is pressed: these print what they are given.
  zsh: (file, words) => `compdef() { }
_describe() { shift; [[ $1 == flag ]] && shift; for one in "\${(@P)1}"; do print -r -- "\${one%%:*}"; done }
compadd() { shift; print -rl -- "$@" }
_files() { }
source '${file}'
words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}
_product_key_vault`,
  fish: (file, words) => `source '${file}'; complete -C '${words.join(' ')}'`,
};

function offers(shell: Tested, words: readonly string[]): string[] {
  const file = join(user.folder, `script.${shell}`);
  const last = words.at(-1) ?? '';
  const text = execFileSync(found[shell] ?? shell, ['-c', asked[shell](file, words)], {
    env: { ...process.env, ...user.environment },
    encoding: 'utf8',
  });
  const lines = text.split('\n').map((line) => line.split('\t')[0] ?? '');
  return lines.filter((line) => line !== '' && line.startsWith(last)).sort();
}

describe.each(shells)('in %s', (shell) => {
  beforeAll(() => {
    writeFileSync(join(user.folder, `script.${shell}`), scripts[shell](places));
  });

  it.skipIf(found[shell] === null)('every command and flag is offered where it stands', () => {
    expect(places.length).toBeGreaterThan(12);
    for (const { at, words, flags } of places) {
      const typed = ['vault', ...at.split(' ').filter((word) => word !== '')];
      const wanted = words.flatMap(({ names }) => names).sort();
      if (wanted.length > 0) expect(offers(shell, [...typed, ''])).toEqual(wanted);
      const long = flags.flatMap(({ names }) => names.filter((name) => name.startsWith('--')));
      expect(offers(shell, [...typed, '--'])).toEqual(long.sort());
    }
  });

  it.skipIf(found[shell] === null)('an alias leads where its command does', () => {
    expect(offers(shell, ['vault', 'backup', '--pass'])).toEqual(
      offers(shell, ['vault', 'push', '--pass']),
    );
    expect(offers(shell, ['vault', 'place', 't'])).toEqual(['test']);
  });

  it.skipIf(found[shell] === null)('what a flag takes is no command', () => {
    expect(offers(shell, ['vault', 'push', '--to', 'pul'])).toEqual([]);
    expect(offers(shell, ['vault', 'target', 'add', '--region', '--re'])).not.toContain('--reveal');
  });
});

describe('in PowerShell', () => {
  it('the script names every command and flag, and quotes what it is given', () => {
    const script = scripts.powershell([
      ...places,
      { at: "it's", words: [{ names: ["a'b"], summary: "who's $x" }], flags: [] },
    ]);
    for (const { words, flags } of places)
      for (const name of [...words, ...flags].flatMap(({ names }) => names))
        expect(script).toContain(`@('${name}', `);
    expect(script).toContain("'it''s' = @(@('a''b', 'who''s $x'))");
  });
});

describe('vault completion', () => {
  it('prints the script, and with --json as a member', async () => {
    const printed = await user.run(['completion', 'bash']);
    expect(printed.status).toBe(0);
    expect(printed.stdout).toBe(scripts.bash(places));
    const { script, shell } = parseOutput(
      'completion',
      (await user.run(['completion', 'fish', '--json'])).stdout,
    ) as { script: string; shell: string };
    expect([shell, script]).toEqual(['fish', scripts.fish(places)]);
  });

  it('names the shells that there are for another', async () => {
    const run = await user.run(['completion', 'tcsh']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('bash, zsh, fish, powershell');
  });
});
