// Help, and command lines that cannot be understood.
import { afterAll, describe, expect, it } from 'vitest';
import { parseFailure } from '../support/json-output.js';
import { newUser } from '../support/program.js';
import { tool } from '../../src/household/version.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

describe.concurrent('help', () => {
  it('is shown on standard output without arguments and with --help', async () => {
    const bare = await user.run([]);
    const asked = await user.run(['--help']);
    expect(bare).toEqual(asked);
    expect(bare.status).toBe(0);
    expect(bare.stderr).toBe('');
    expect(bare.stdout).toContain('vault push --to E:\\product-key-vault --generate-passphrase');
  });

  it('keeps to 80 columns', async () => {
    const { stdout } = await user.run(['--help']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain('  vault push   before: find the keys, seal them');
  });

  it.each(['collect', 'push', 'pull', 'list', 'target'])('teaches %s', async (command) => {
    const { status, stdout, stderr } = await user.run([command, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: vault ${command}`);
    expect(stdout).not.toContain('default: []');
  });

  it.each(['--version', '-V'])('tells the version alone for %s', async (flag) => {
    const stdout = `${tool.version}\n`;
    expect(await user.run([flag])).toEqual({ status: 0, stdout, stderr: '' });
  });

  it.each([
    ['backup', 'push'],
    ['restore', 'pull'],
    ['place', 'target'],
  ])('of %s is that of %s', async (alias, command) => {
    const { status, stdout } = await user.run([alias, '--help']);
    expect(status).toBe(0);
    expect(stdout).toBe((await user.run([command, '--help'])).stdout);
  });
});

describe.concurrent('a command line that cannot be understood', () => {
  const cases: [args: string[], message: string, hint: string][] = [
    [['psuh'], "unknown command 'psuh'", 'Did you mean push?'],
    [['help', 'psuh'], "unknown command 'psuh'", 'Did you mean push?'],
    [
      ['list', '-q', '-v'],
      'a command cannot be both --quiet and --verbose',
      'Leave one of them out',
    ],
    [['push', '--form', 'x'], "unknown option '--form'", 'Did you mean --from?'],
    [['push', '--to'], "option '--to <place>' argument missing", 'vault COMMAND --help'],
    [['list', 'extra'], 'too many arguments', 'vault COMMAND --help'],
    [['target'], 'a command is missing', 'vault COMMAND --help'],
    [['target', 'add', 'stick'], "missing required argument 'place'", 'vault COMMAND --help'],
    [['pull'], 'no place is given and none is in the config', '--from E:\\product-key-vault'],
    [['push'], 'no place is given and none is in the config', '--to E:\\product-key-vault'],
    [['push', '--passphrase', 'x'], "unknown option '--passphrase'", '--help'],
    [['edit', '--from', 'x'], "unknown option '--from'", '--help'],
  ];
  it.each(cases)('%j ends with 2 and says why', async (args, message, hint) => {
    const { status, stdout, stderr } = await user.run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`vault: error: ${message}`);
    expect(stderr).toContain('vault: hint: ');
    expect(stderr).toContain(hint);
  });

  it.each([
    [['psuh', '--json'], "unknown command 'psuh'"],
    [['push', '--json', '--form', 'x'], "unknown option '--form'"],
    [['push', '--json', '--to'], "option '--to <place>' argument missing"],
    [['target', 'add', '--json', 'stick'], "missing required argument 'place'"],
    [['pull', '--json'], 'no place is given and none is in the config'],
  ])('%j is JSON on standard output', async (args, message) => {
    const { status, stdout, stderr } = await user.run(args);
    expect(status).toBe(2);
    expect(parseFailure(stdout)).toMatchObject({ code: 'USAGE' });
    expect(parseFailure(stdout).message).toContain(message);
    expect(stderr).toContain('vault: error: ');
  });
});
