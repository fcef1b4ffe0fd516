// `vault doctor` as a user runs it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapStick } from '../../support/cheap-stick.js';
import { parseOutput } from '../../support/json-output.js';
import { newUser } from '../../support/program.js';
import { smallContent } from '../../support/sample-content.js';

const user = newUser();
const stick = join(user.folder, 'stick');
beforeAll(async () => {
  await cheapStick(stick, smallContent);
});
afterAll(() => {
  user.dispose();
});

describe('vault doctor', () => {
  it('holds a folder to its contract and leaves it as it was', async () => {
    const before = readdirSync(stick, { recursive: true }).sort();
    const run = await user.run(['doctor', stick]);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toContain(`${stick}: it keeps what is stored, gives it back`);
    expect(run.stdout).toContain('advice  no place is kept');
    expect(run.stderr).toContain('Nothing has to be mended.');
    const after = readdirSync(stick, { recursive: true }).sort();
    expect(after).toEqual(before);
    expect(run.stdout).toContain('keytar can be loaded');
    // Nor is anything made where the state would be written.
    expect(existsSync(join(user.home, 'state'))).toBe(false);
  });

  it('ends with 21 where a place is not there, with the next step', async () => {
    const run = await user.run(['doctor', './nowhere', stick, '--json', '--read-only']);
    expect(run.status).toBe(21);
    const { healthy, findings } = parseOutput('doctor', run.stdout) as {
      healthy: boolean;
      findings: { level: string; target: string | null; hint: string | null }[];
    };
    expect(healthy).toBe(false);
    const problems = findings.filter(({ level }) => level === 'problem');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.target).toBe('./nowhere');
    expect(problems[0]?.hint).not.toBeNull();
  });
});
