// A secret in the wrong place of a command line is never repeated, whatever the place: as a command, as the
// value of any flag of any command, behind `=`, as one word too many, in an address. The commands and flags
// are those of the program itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { cheapPassphrase, cheapStick } from '../support/cheap-stick.js';
import { passphraseFlags } from '../support/example-stick.js';
import { newUser, projectRoot, startProcess } from '../support/program.js';
import { smallContent } from '../support/sample-content.js';

const user = newUser();
const stick = join(user.folder, 'stick');
const opening: string[] = [];
beforeAll(async () => {
  await cheapStick(stick, smallContent);
  opening.push(...passphraseFlags(user, cheapPassphrase));
});
afterAll(() => {
  user.dispose();
});

const secrets = [
  'Tr0ub4dor3x',
  'zealous unroll zipping wreath',
  'wJalrXUtnFEMI/K7MDENG+bPxRfiCYzzzzzz',
  'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
  '--Tr0ub4dor3x',
];
/** What must not be seen: the secret, or a part of it that tells of it. */
const partsOf = (secret: string): string[] => [
  secret.replace(/^--/, ''),
  ...secret.split(/[ /]/).filter((part) => part.length > 6),
];

interface Leaf {
  readonly words: readonly string[];
  readonly command: Command;
}

function leavesOf(command: Command, words: readonly string[]): Leaf[] {
  if (command.commands.length === 0) return [{ words, command }];
  return command.commands.flatMap((inner) => leavesOf(inner, [...words, inner.name()]));
}

/** What a command needs to go on as far as it can. */
function goingOn({ command }: Leaf): string[] {
  const has = (flag: string): boolean => command.options.some(({ long }) => long === flag);
  const place = has('--to') ? ['--to', stick] : has('--from') ? ['--from', stick] : [];
  return [...place, ...(has('--passphrase-file') ? opening : [])];
}

/** The command lines of a command with the secret in every place. */
function linesOf(leaf: Leaf, secret: string, turn = 0): string[][] {
  const { words, command } = leaf;
  const own = command.options.flatMap(({ long, short }) => [long ?? '', short ?? '']);
  const flags = [
    ...own.filter((flag) => flag !== ''),
    '--passphrase',
    '--password',
    '-p',
    '--nosuch',
  ];
  const inPlace = [
    // Each secret behind each flag in one of the ways, so that all ways are met in the end.
    ...flags.map((flag, i) => {
      const ways = [[flag, secret], [`${flag}=${secret}`], [`${flag}${secret}`]];
      return ways[(i + turn) % ways.length] ?? [];
    }),
    [secret],
    [secret, secret, secret],
    ['--to', `s3://AKIAABCDEFGH:${secret}@bucket/prefix`],
    ['--from', `s3://AKIAABCDEFGH:${secret}@bucket/prefix`],
    ['name', `s3://AKIAABCDEFGH:${secret}@bucket/prefix`],
    ['--from', `https://anna:${secret}@example.com/x`],
  ];
  const more = goingOn(leaf);
  return inPlace.flatMap((place) =>
    more.length === 0
      ? [[...words, ...place]]
      : [
          [...words, ...place],
          [...words, ...more, ...place],
        ],
  );
}

interface Ended {
  readonly args: readonly string[];
  readonly status: number;
  readonly output: string;
}

async function ran(lines: readonly (readonly string[])[], name: string): Promise<Ended[]> {
  const file = join(user.folder, `lines-${name}.json`);
  writeFileSync(file, JSON.stringify(lines));
  const script = join(projectRoot, 'test/support/run-lines.mjs');
  const { environment } = user;
  const cwd = join(user.folder, 'working');
  mkdirSync(cwd, { recursive: true });
  const run = await startProcess([process.execPath, script, file], {
    ...{ environment, cwd, stdin: '' },
  }).ended;
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout) as Ended[];
}

const program = await buildProgram(() => undefined);
const leaves = leavesOf(program, []);

describe('a secret in the wrong place', () => {
  it('has many places to be in', () => {
    expect(leaves.length).toBeGreaterThan(12);
    expect(leaves.flatMap((leaf) => linesOf(leaf, 'x')).length).toBeGreaterThan(300);
  });

  it.each(leaves.map((leaf) => ({ leaf, name: leaf.words.join(' ') })))(
    'is never repeated by $name',
    async ({ leaf, name }) => {
      const lines = secrets.flatMap((secret, turn) =>
        linesOf(leaf, secret, turn).map((args) => [secret, ...args]),
      );
      const ended = await ran(
        lines.map(([, ...args]) => args),
        name.replaceAll(' ', '-'),
      );
      expect(ended.length).toBe(lines.length);
      const leaking = ended.filter(({ output, status }, i) => {
        const said = status === 0 ? '' : output.toLowerCase();
        return partsOf(lines[i]?.[0] ?? '').some((part) => said.includes(part.toLowerCase()));
      });
      expect(leaking).toEqual([]);
      expect(ended.filter(({ status }) => status !== 0).length).toBeGreaterThan(20);
    },
  );

  it.each(secrets)('is never repeated as a command: %s', async (secret) => {
    const lines = [
      [secret],
      ['help', secret],
      ['--json', secret],
      ['target', secret],
      ['push', 'help', secret],
    ];
    for (const { output, status, args } of await ran(lines, `command-${secret.length}`)) {
      if (!args.includes('help')) expect(status, args.join(' ')).toBe(2);
      for (const part of partsOf(secret)) expect(output).not.toContain(part);
    }
  });

  it('is not repeated by the shell that takes it for a command', async () => {
    const [, words = ''] = secrets;
    const run = await user.run(['list', '--from', stick, '--passphrase-command', words]);
    expect(run.status).toBe(15);
    for (const part of partsOf(words)) expect(run.stdout + run.stderr).not.toContain(part);
    expect(run.stderr).toContain('the passphrase command failed');
  });
});

describe('what is no secret', () => {
  it.each([
    [['pull', '--from', '/mnt/no such disk/keys'], '/mnt/no such disk/keys'],
    [['collect', '--from', './absent.reg'], './absent.reg'],
    [['collect', '--from', 'absent.reg'], 'absent.reg'],
    [['collect', '--from', 'E:\\Windows'], 'E:\\Windows'],
    [['pull', '--form', 'x'], '--form'],
    [['pull', '--from', 'credential-store', '--verbose'], 'credential-store'],
    [['psuh'], 'psuh'],
  ])('is named: %j', async (args, word) => {
    expect((await user.run(args)).stderr).toContain(word);
  });
});
