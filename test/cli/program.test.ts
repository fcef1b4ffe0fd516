// The table of commands, and what the program loads before it does anything.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { commandTable } from '../../src/cli/command-table.js';
import { buildProgram } from '../../src/cli/program.js';
import { newUser, projectRoot, startProcess } from '../support/program.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

/** What a command line loads: modules of this project, packages, and parts of Node. */
interface Loaded {
  readonly ours: readonly string[];
  readonly packages: readonly string[];
  readonly node: readonly string[];
}

async function loadedBy(args: readonly string[]): Promise<Loaded> {
  const hook = pathToFileURL(join(projectRoot, 'test/support/tell-loaded.mjs')).href;
  // The modules one by one; which of them the bundle puts together is the bundler's choice.
  const program = join(projectRoot, 'dist', 'cli', 'vault.js');
  const command = [process.execPath, '--import', hook, program, ...args];
  const { environment, folder: cwd } = user;
  const { stderr } = await startProcess(command, { environment, cwd, stdin: '' }).ended;
  const names = [...stderr.matchAll(/^loaded (.+)$/gm)].map(([, name = '']) => name);
  const dist = new URL('dist/', pathToFileURL(projectRoot)).href;
  return {
    ours: names.filter((name) => name.startsWith(dist)).map((name) => name.slice(dist.length)),
    packages: names.flatMap((name) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []),
    node: names.flatMap((name) => /^NativeModule (.+)$/.exec(name)?.[1] ?? []),
  };
}

const commandsAmong = (modules: readonly string[]): string[] =>
  modules.filter((module) => module.startsWith('cli/commands/'));

/** What lays text out on the screen; a few kilobytes each. */
const layoutPackages = ['fast-wrap-ansi', 'fast-string-width', 'fast-string-truncated-width'];

describe.concurrent('the program loads', () => {
  it.each(['--version', '--help'])('little to answer %s', async (flag) => {
    const { ours, packages, node } = await loadedBy([flag]);
    expect(ours).toContain('cli/program.js');
    expect(ours.length).toBeLessThanOrEqual(26);
    expect(commandsAmong(ours)).toEqual([]);
    expect(new Set(packages)).toEqual(new Set(['commander', ...layoutPackages]));
    expect(node).toContain('fs');
    expect(node).not.toContain('tls');
  });

  it.each(['list', 'collect'])('of its commands only %s, which is named', async (command) => {
    for (const args of [
      [command, '--help'],
      ['help', command],
    ]) {
      const commands = commandsAmong((await loadedBy(args)).ours);
      expect(commands).toContain(`cli/commands/${command === 'list' ? 'pull' : command}.js`);
      expect(commands).not.toContain('cli/commands/target.js');
    }
  });

  it('nothing for buckets where a folder is asked', async () => {
    const { ours, packages, node } = await loadedBy(['pull', '--from', join(user.folder, 'none')]);
    expect(ours).toContain('targets/directory/kind.js');
    expect(packages).not.toContain('@aws-sdk/client-s3');
    expect(node).not.toContain('tls');
  });
});

describe('the table of commands', () => {
  it('says of each what the command itself says, in the same order', async () => {
    const program = await buildProgram(() => undefined);
    const own = program.commands.map((command) => [command.name(), command.summary()]);
    expect(own).toEqual(commandTable.map(({ name, summary }) => [name, summary]));
    expect(program.commands.every((command) => command.description() !== '')).toBe(true);
  });

  it('makes the same help as the commands themselves', async () => {
    const whole = await buildProgram(() => undefined);
    const light = await buildProgram(() => undefined, []);
    expect(light.helpInformation()).toBe(whole.helpInformation());
  });
});
