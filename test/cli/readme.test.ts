// README.md: its commands run as they stand there, and what it shows is what the program prints. After a
// change of wording: npm run build && node --import tsx scripts/make-screenshot.ts
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laidOut } from '../../src/cli/terminal/layout.js';
import { linesOfPicture } from '../../scripts/screenshot/terminal-picture.js';
import { finalScreen, firstTerminal } from '../../scripts/screenshot/terminal-screen.js';
import { exampleKeys, passphraseFlags, recordsIn } from '../support/example-stick.js';
import { realPart } from '../support/real-parts.js';
import { terminalPart } from '../support/terminal.js';
import { type Run, newUser, projectRoot, startProcess } from '../support/program.js';

const page = readFileSync(join(projectRoot, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
const blocks = [...page.matchAll(/^```\n(.*?)\n```$/gms)].map(([, text = '']) => text);
const [session = '', quickStart = '', test = ''] = blocks;

const terminal = realPart(terminalPart);

/** A user who has cloned the project and run `npm ci` in it. */
const user = newUser();
/** Runs a line that begins with `node .`, in the clone. */
const type = (line: string, more: readonly string[] = []): Promise<Run> => {
  const [node, ...args] = line.split(' ');
  expect([node, args[0]]).toEqual(['node', '.']);
  const command = [process.execPath, ...args, ...more];
  return startProcess(command, { ...user, cwd: user.folder, stdin: '' }).ended;
};

/** The same at a terminal, where the questions of a first push are answered. */
const typeAtTerminal = (line: string): Promise<Run> => {
  const helper = join(projectRoot, 'test/support/pseudo-terminal.py');
  const command = [terminal ?? '', helper, JSON.stringify(firstTerminal)];
  command.push(process.execPath, ...line.split(' ').slice(1));
  return startProcess(command, { ...user, cwd: user.folder, stdin: '' }).ended;
};

let push: Run;
beforeAll(async () => {
  for (const part of ['bundle', 'examples', 'package.json', 'vault.cjs']) {
    cpSync(join(projectRoot, part), join(user.folder, part), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(user.folder, 'node_modules'), 'junction');
  push = await type(quickStart.replace('npm ci && ', ''));
});
afterAll(() => {
  user.dispose();
});

const words = / {4}((?:[a-z-]+ ){5}[a-z-]+)\n/;

/** The text without what differs from run to run. */
function withoutChance(text: string): string {
  return text
    .replace(words, '    SIX WORDS\n')
    .replaceAll(/([Ww]ord) \d(.*\n│ {2})[a-z-]+/g, '$1 N$2ITS WORD')
    .replaceAll(/\d+ bytes, \d+ ms/g, 'SIZE AND TIME')
    .replaceAll(/([Ww]ord) \d(.*)\n│ {2}[a-z-]+$/gm, '$1 N$2\n│  WORD')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d(?: UTC)?/g, 'DATE');
}

describe('the quick start', () => {
  it('is two commands, the first things to type', () => {
    expect(quickStart).toBe(
      'npm ci && node . push --from examples/windows-disk --to ./my-stick --generate-passphrase',
    );
    expect(test).toBe('npm ci && npm test');
  });

  it('pushes the example disk', () => {
    expect(push.status).toBe(0);
    expect(recordsIn(join(user.folder, 'my-stick'))).toHaveLength(1);
  });

  it.skipIf(terminal === null)(
    'shows at a terminal what the page shows, with its questions',
    async () => {
      const [typed, ...shown] = session.split('\n');
      expect(typed).toBe(quickStart.replace('npm ci && ', '$ '));
      const line = quickStart.replace('npm ci && ', '').replace('./my-stick', './my-other');
      const run = await typeAtTerminal(line);
      expect(run.status).toBe(0);
      const screen = finalScreen(run.stdout).replaceAll('./my-other', './my-stick');
      expect(withoutChance(screen)).toBe(withoutChance(`${shown.join('\n')}\n`));
    },
  );

  it('ends with the command that gets the keys back, and the picture shows that', async () => {
    const line = /^To get the keys back: (.*)$/m.exec(push.stderr)?.[1] ?? '';
    expect(line).toBe('node . pull --from ./my-stick');
    expect(blocks).toContain(line);
    const passphrase = words.exec(push.stderr)?.[1];
    const pull = await type(line, passphraseFlags(user, passphrase));
    expect(pull.status).toBe(0);
    for (const key of exampleKeys) expect(pull.stdout).toContain(key);
    const picture = readFileSync(join(projectRoot, 'docs/images/pull.svg'), 'utf8');
    const [typed, ...shown] = linesOfPicture(picture);
    expect(typed).toBe(`$ ${line} --passphrase-file passphrase.txt`);
    const printed = laidOut(pull.stdout.trimEnd(), 108);
    expect(withoutChance(shown.join('\n'))).toBe(withoutChance(printed));
  });
});

describe('after the example was tried', () => {
  it('one’s own first push takes a passphrase of one’s own, in another folder', async () => {
    expect(existsSync(user.stateFile)).toBe(false);
    cpSync(join(projectRoot, 'examples', 'windows.reg'), join(user.folder, 'own.reg'));
    const flags = passphraseFlags(user, 'a passphrase of my own choice');
    const own = await type('node . push --from own.reg --to ./own-stick', flags);
    expect(own.stderr).not.toContain('error');
    expect(own.status).toBe(0);
    expect(recordsIn(join(user.folder, 'own-stick'))).toHaveLength(1);
    // That one is remembered, and the example does not touch what is.
    const remembered = readFileSync(user.stateFile, 'utf8');
    const again = await type(quickStart.replace('npm ci && ', '').replace('my-', 'second-'));
    expect(again.status).toBe(0);
    expect(readFileSync(user.stateFile, 'utf8')).toBe(remembered);
  });
});

describe('README.md', () => {
  it('links to what is there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path);
    const local = links.filter((path) => !path.startsWith('https://'));
    expect(local.length).toBeGreaterThan(15);
    expect(local.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  it('is drawn so that a browser keeps the blanks at the front of each line', () => {
    const picture = readFileSync(join(projectRoot, 'docs/images/pull.svg'), 'utf8');
    const texts = picture.match(/<text [^>]*>/g) ?? [];
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) expect(text).toContain('xml:space="preserve"');
  });

  it('names no address of the project, which stands in package.json alone', () => {
    const { repository } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      repository: { url: string };
    };
    expect(URL.canParse(repository.url.replace('git+', ''))).toBe(true);
    expect(page).not.toMatch(/git clone \S*:/);
    expect(page).not.toContain(repository.url);
  });

  it('names only commands and flags that there are', async () => {
    const { stdout } = await user.run(['--help']);
    const named = [...page.matchAll(/`vault ([a-z]+)/g)].map(([, command = '']) => command);
    expect(named.length).toBeGreaterThan(5);
    for (const command of named) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });
});
