// docs/cli.md and the program say the same: commands, flags, exit statuses, error codes.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { commandTable } from '../../src/cli/command-table.js';
import { exitWords, statusesOf } from '../../src/report/exit-words.js';
import { errorTable, exitStatus } from '../../src/errors.js';

const docs = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(docs, 'cli.md'), 'utf8');

/** The text below each heading of the second level. */
const sections = new Map(
  page.split(/^## /m).map((section): [string, string] => {
    const end = section.indexOf('\n');
    return [section.slice(0, end), section.slice(end)];
  }),
);

/** The cells of the table rows of a section whose first cell matches. */
function rows(heading: string, first: RegExp): string[][] {
  const lines = (sections.get(heading) ?? '').split('\n').map((line) => line.trim());
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return cells.map((row) => row.slice(1, -1)).filter(([cell]) => first.test(cell ?? ''));
}

const flag = /^`-/;
const flagsOf = (heading: string): string[] =>
  rows(heading, flag).map(([cell = '']) => cell.replaceAll('`', ''));

/** Every command that does something, by the words that are typed. */
function commandsOf(program: Command, words: string): { name: string; command: Command }[] {
  if (program.commands.length === 0) return [{ name: words, command: program }];
  return program.commands.flatMap((one) => commandsOf(one, `${words} ${one.name()}`));
}

const commands = commandsOf(await buildProgram(() => undefined), 'vault');
const everywhere = flagsOf('Flags of every command');
const shared = flagsOf('Flags for the passphrase');
const ofBuckets = flagsOf('Flags for a bucket');
const options = (command: Command): string[] => command.options.map((option) => option.flags);

describe('docs/cli.md', () => {
  it('has a section for each command and for no other', () => {
    expect(commands.length).toBeGreaterThan(7);
    const described = [...sections.keys()].filter((heading) => heading.startsWith('vault '));
    expect(described.sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it.each(commands)('names every flag of $name', ({ name, command }) => {
    const known = [...everywhere, ...shared, ...ofBuckets, ...flagsOf(name)];
    expect(options(command).filter((option) => !known.includes(option))).toEqual([]);
  });

  it.each(commands)('gives $name no flag that it does not have', ({ name, command }) => {
    const missing = flagsOf(name).filter((option) => !options(command).includes(option));
    expect(missing).toEqual([]);
  });

  it('gives no command a flag that is not there, and says which commands have the shared ones', () => {
    expect(everywhere).toEqual([
      ...['--config <file>', '--json', '-q, --quiet', '-v, --verbose', '-h, --help'],
    ]);
    expect(shared.length).toBeGreaterThan(2);
    const having = commands.filter(({ command }) =>
      shared.every((option) => options(command).includes(option)),
    );
    for (const { name } of having)
      expect(sections.get('Flags for the passphrase')).toContain(`\`${name.slice(6)}\``);
    expect(ofBuckets.length).toBeGreaterThan(5);
    for (const { name, command } of commands) {
      const own = options(command).filter((option) => ofBuckets.includes(option));
      if (own.length === 0) continue;
      expect(own).toEqual(ofBuckets);
      expect(sections.get('Flags for a bucket')).toContain(`\`${name.slice(6)}\``);
    }
    for (const option of everywhere.filter((one) => one !== '-h, --help'))
      for (const { command } of commands) expect(options(command)).toContain(option);
  });

  it('has every exit status and no other', () => {
    const documented = rows('Exit status', /^\d+$/);
    const expected = Object.entries(exitStatus).map(([ending, status]) => [
      String(status),
      exitWords[ending as keyof typeof exitStatus],
    ]);
    expect(documented).toEqual(expected);
  });

  it.each(commands)('agrees with the help of $name about how it can end', ({ name, command }) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    const told = statusesOf(name.slice('vault '.length));
    expect(told.map(([status]) => status)).toEqual(expect.arrayContaining([0, 1, 2, 130, 141]));
    for (const [status, words] of told) expect(help).toContain(`${status}`.padEnd(5) + words);
    expect(help.split('Exit status:')[1]?.trim().split('\n')).toHaveLength(told.length);
  });

  it('names every other name of a command', () => {
    const aliases = commandTable.flatMap(({ alias }) => alias ?? []);
    expect(aliases.length).toBeGreaterThan(2);
    for (const alias of aliases)
      expect(sections.get('Flags of every command')).toContain(`\`${alias}\``);
  });

  it('has every error code with its exit status and its meaning, and no other', () => {
    const documented = rows('Error codes', /^`[A-Z_]+`$/);
    const expected = Object.entries(errorTable).map(([code, { exit, meaning }]) => [
      `\`${code}\``,
      String(exit),
      meaning,
    ]);
    expect(documented).toEqual(expected);
  });

  it('links to pages that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(10);
    const broken = links.filter((path) => !existsSync(join(docs, path)));
    expect(broken).toEqual([]);
  });
});
