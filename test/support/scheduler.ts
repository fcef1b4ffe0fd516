// A system for a scheduler in a test: files in memory, and programs that say what the test tells them to.
import type { ScheduleEffects } from '../../src/household/schedule/scheduler.js';
import type { ProgramEnd } from '../../src/system/run-program.js';

/** What the system was asked, and what it holds. */
export interface TestSystem {
  readonly effects: ScheduleEffects;
  readonly files: Map<string, Uint8Array>;
  /** Every program that was run, in order. */
  readonly ran: string[];
}

/** @param answers what is said to a command that begins like this; all others end well and say nothing. */
export function testSystem(
  answers: Readonly<Record<string, Partial<ProgramEnd>>> = {},
  changes: Partial<ScheduleEffects> = {},
): TestSystem {
  const files = new Map<string, Uint8Array>();
  const ran: string[] = [];
  const effects: ScheduleEffects = {
    run: (command) => {
      const line = command.join(' ');
      ran.push(line);
      const [, answer] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
      return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
    },
    write: (path, bytes) => {
      files.set(path, bytes);
      return Promise.resolve();
    },
    remove: (path) => Promise.resolve(files.delete(path)),
    exists: (path) => Promise.resolve(files.has(path)),
    home: '/home/anna',
    configHome: '/home/anna/.config',
    temporary: '/tmp',
    user: 'ANNA-PC\\anna',
    uid: 1000,
    now: () => new Date('2026-11-21T19:55:01Z'),
    ...changes,
  };
  return { effects, files, ran };
}

/** A job with all that needs quoting in its words. */
export const awkwardJob = {
  command: [
    '/usr/bin/env',
    '/opt/product key vault/vault.js',
    'push',
    '--from',
    'D:\\Eigene Dateien\\',
    '100 % "sure" of $HOME & <more>',
  ],
  variables: { XDG_STATE_HOME: '/home/anna/my state' },
} as const;
