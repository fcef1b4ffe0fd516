// What PowerShell is told and how its answers are read. Wine has none: the program itself is played.
import { describe, expect, it } from 'vitest';
import { keyEntry } from '../../src/household/key-entry.js';
import type { ProgramEnd, RunProgram } from '../../src/system/run-program.js';
import { never } from '../support/signal.js';

interface Call {
  readonly command: readonly string[];
  readonly input: string | undefined;
}

function played(end: Partial<ProgramEnd>): { readonly calls: Call[]; readonly run: RunProgram } {
  const calls: Call[] = [];
  const run: RunProgram = (command, _, input) => {
    calls.push({ command, input });
    return Promise.resolve({ status: 0, stdout: '', stderr: '', ...end });
  };
  return { calls, run };
}

const key = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';

describe('a key for Windows', () => {
  it('is read from standard input, and stands in no argument', async () => {
    const { calls, run } = played({ stdout: 'entered\r\n' });
    expect(await keyEntry(run).enter(key, never)).toEqual({ isEntered: true });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.input).toBe(`${key}\n`);
    expect(calls[0]?.command.join(' ')).not.toContain('W269N');
    expect(calls[0]?.command.join(' ')).toContain('InstallProductKey');
    expect(calls[0]?.command.join(' ')).not.toMatch(/"|slmgr|Activate\(/);
  });

  it.each<[string, Partial<ProgramEnd>, string | null]>([
    ['with a code', { stdout: 'refused 0xC004F069\r\n' }, '0xC004F069'],
    ['without one', { stdout: 'refused 0x\r\n' }, null],
    ['since there is no PowerShell', { status: null }, null],
    ['for a reason of its own', { status: 1, stdout: 'entered' }, null],
    ['in words that are none of ours', { stdout: 'not entered' }, null],
  ])('may be refused %s', async (_, end, code) => {
    expect(await keyEntry(played(end).run).enter(key, never)).toEqual({ isEntered: false, code });
  });
});

describe('the rights of an administrator', () => {
  it.each([
    ['True\r\n', true],
    ['False\r\n', false],
    ['', false],
  ])('are told by %j', async (stdout, isAdministrator) => {
    expect(await keyEntry(played({ stdout }).run).isAdministrator(never)).toBe(isAdministrator);
  });
});
