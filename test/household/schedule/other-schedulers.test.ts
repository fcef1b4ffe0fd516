// The definitions for Windows and macOS, by content: what they start, when, as whom; and how the schedulers
// are asked. (Neither is here to be asked itself.)
import { describe, expect, it } from 'vitest';
import { agentPlist, launchdScheduler } from '../../../src/household/schedule/launchd.js';
import {
  taskName,
  taskScheduler,
  taskXml,
  windowsQuoted,
} from '../../../src/household/schedule/windows-task.js';
import { awkwardJob, testSystem } from '../../support/scheduler.js';
import { never } from '../../support/signal.js';

const job = {
  command: [
    'C:\\Program Files\\nodejs\\node.exe',
    'C:\\vault\\vault.js',
    'push',
    '--to',
    'E:\\a b',
  ],
  variables: {},
} as const;

/** Takes a line apart as CommandLineToArgvW does, for what comes after the program. */
function windowsArguments(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const [, slashes = ''] = /^(\\*)/.exec(line.slice(i)) ?? [];
    const isBeforeQuote = line[i + slashes.length] === '"';
    if (slashes.length > 0) {
      word = (word ?? '') + '\\'.repeat(isBeforeQuote ? slashes.length >> 1 : slashes.length);
      i += slashes.length - 1;
      if (isBeforeQuote && slashes.length % 2 === 1) {
        word += '"';
        i += 1;
      }
    } else if (line[i] === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (line[i] === ' ' && !isQuoted) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (line[i] ?? '');
  }
  return word === null ? words : [...words, word];
}

describe('the task of Windows', () => {
  const xml = taskXml(job, 'ANNA-PC\\anna', new Date('2026-11-21T19:55:01Z'));
  const [, line = ''] = /<Arguments>(.*)<\/Arguments>/.exec(xml) ?? [];

  it('starts the program without a window, each argument one', () => {
    expect(xml).toContain('<Command>%SystemRoot%\\System32\\conhost.exe</Command>');
    const text = line.replaceAll('&quot;', '"');
    expect(windowsArguments(text)).toEqual(['--headless', ...job.command]);
  });

  it('runs with the rights of the one who is signed in: no password is in it', () => {
    expect(xml).toContain('<LogonType>InteractiveToken</LogonType>');
    expect(xml).toContain('<RunLevel>LeastPrivilege</RunLevel>');
    expect(xml.match(/<UserId>ANNA-PC\\anna<\/UserId>/g)).toHaveLength(2);
  });

  it('begins daily and at sign-in, once at a time, on a battery too, late where it was missed', () => {
    for (const part of [
      '<StartBoundary>2026-11-21T12:00:00</StartBoundary>',
      '<LogonTrigger>',
      '<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
      '<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
      '<StartWhenAvailable>true</StartWhenAvailable>',
    ])
      expect(xml).toContain(part);
  });

  it.each([
    ['plain'],
    ['with blank'],
    ['C:\\a b\\'],
    ['a"b'],
    ['\\\\server\\share\\'],
    ['a\\"b c'],
    [''],
  ])('quotes %j so that it is taken apart as it was', (word) => {
    expect(windowsArguments(`${windowsQuoted(word)} next`)).toEqual([word, 'next']);
  });

  it('is xml whatever is in its words', () => {
    const awkward = taskXml(awkwardJob, 'A&B\\<anna>', new Date(0));
    expect(awkward).toContain('A&amp;B\\&lt;anna&gt;');
    expect(awkward.replaceAll(/&(?:amp|lt|gt|quot);/g, '')).not.toMatch(/&|<[^/?A-Z]/);
  });

  it('is made from a file in UTF-16 that is removed again, and asked for its times', async () => {
    const { effects, files, ran } = testSystem({
      WindowsPowerShell: { stdout: '2026-11-20T11:00:02|2026-11-21T11:03:00\r\n' },
    });
    const written: string[] = [];
    const write = (path: string, bytes: Uint8Array): Promise<void> => {
      written.push(Buffer.from(bytes).toString('utf16le'));
      return effects.write(path, bytes);
    };
    const scheduler = taskScheduler({ ...effects, write });
    const state = await scheduler.on(job, never);
    expect(written[0]?.startsWith('\uFEFF<?xml version="1.0" encoding="UTF-16"?>\r\n')).toBe(true);
    expect(files.size).toBe(0);
    expect(ran[0]).toMatch(
      /^schtasks.exe \/Create \/F \/TN product-key-vault \(anna\) \/XML \S+product-key-vault-task.xml$/,
    );
    expect(state).toEqual({
      state: 'on',
      lastRun: new Date('2026-11-20T11:00:02Z'),
      lastStatus: null,
      nextRun: new Date('2026-11-21T11:03:00Z'),
      fault: null,
    });
    expect(await scheduler.off(never)).toEqual({ wasOn: true, fault: null });
    expect(ran.at(-1)).toBe('schtasks.exe /Delete /F /TN product-key-vault (anna)');
  });

  it('that is not there is off; one that was refused says why', async () => {
    const there = taskScheduler(testSystem({ 'schtasks.exe /Query': { status: 1 } }).effects);
    expect(await there.state(never)).toMatchObject({ state: 'off', fault: null });
    expect(await there.off(never)).toEqual({ wasOn: false, fault: null });
    const stderr = 'ERROR: Access is denied.';
    const refused = testSystem({ 'schtasks.exe /Create': { status: 1, stderr } });
    expect(await taskScheduler(refused.effects).on(job, never)).toMatchObject({
      state: 'off',
      fault: stderr,
    });
  });

  it('is named after the account, without what no name of a task can have', () => {
    expect(taskName('CORP\\anna')).toBe('product-key-vault (anna)');
    expect(taskName('a/b:c')).toBe('product-key-vault (a_b_c)');
  });
});

describe('the agent of macOS', () => {
  it('starts the words one by one, at sign-in and daily', () => {
    const plist = agentPlist(awkwardJob);
    const words = [...plist.matchAll(/^ {4}<string>(.*)<\/string>$/gm)].map(([, word]) => word);
    expect(words.slice(0, 6)).toEqual([
      ...awkwardJob.command.slice(0, 5),
      '100 % "sure" of $HOME &amp; &lt;more&gt;',
    ]);
    expect(plist).toContain('<key>RunAtLoad</key>\n  <true/>');
    expect(plist).toContain('<key>XDG_STATE_HOME</key>\n    <string>/home/anna/my state</string>');
    expect(agentPlist({ ...awkwardJob, variables: {} })).not.toContain('EnvironmentVariables');
  });

  it('is loaded in place of an earlier one, and taken out again', async () => {
    const { effects, files, ran } = testSystem({
      'launchctl print': { stdout: '\tstate = not running\n\tlast exit code = 11\n' },
    });
    const scheduler = launchdScheduler(effects);
    expect(await scheduler.on(awkwardJob, never)).toMatchObject({ state: 'on', lastStatus: 11 });
    const file = '/home/anna/Library/LaunchAgents/product-key-vault.plist';
    expect([...files.keys()]).toEqual([file]);
    expect(ran.slice(0, 2)).toEqual([
      'launchctl bootout gui/1000/product-key-vault',
      `launchctl bootstrap gui/1000 ${file}`,
    ]);
    expect(await scheduler.off(never)).toEqual({ wasOn: true, fault: null });
    expect(await scheduler.state(never)).toMatchObject({ state: 'off' });
  });
});
