import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyState } from '../../../src/vault/memory/state.js';
import { stateFile } from '../../../src/vault/memory/state-file.js';
import { heldNames, pushFrom, runLog, testPc, testPlace } from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

let folder: string;
let path: string;
eachInFolder((made) => {
  folder = made;
});
beforeEach(() => {
  path = join(folder, 'product-key-vault', 'state.json');
});
afterEach(async () => {
  await chmod(folder, 0o700);
});

async function writeState(text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

describe('the state file', () => {
  it('is empty where there is none, and none is made by reading', async () => {
    expect(await stateFile(path).load()).toEqual(emptyState);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is tried for writing, of which nothing stays', async () => {
    await stateFile(path).tryWriting();
    expect(await readdir(folder)).toEqual([]);
    await writeState('{"schema":1,"vaults":[]}');
    await stateFile(path).tryWriting();
    expect(await readdir(dirname(path))).toEqual(['state.json']);
    // A file stands where its folder would be.
    const below = stateFile(join(path, 'below', 'state.json'));
    expect(await refusal(() => below.tryWriting())).toBe('BAD_STATE');
  });

  it('gives back what was saved', async () => {
    const pc = testPc(annasPc());
    await pushFrom(pc, [testPlace('stick')]);
    const state = pc.state.current();
    await stateFile(path).save(state);
    expect(await stateFile(path).load()).toEqual(state);
    expect(await readdir(dirname(path))).toEqual(['state.json']);
  });

  it.each([
    ['empty', '', 'not JSON'],
    ['full of zeros, as after a power cut', '\0'.repeat(100), 'not JSON'],
    ['cut off', '{"schema":1,"vau', 'not JSON'],
    ['of a later schema', '{"schema":2}', 'newer version'],
    ['something else', '"hello"', 'not valid'],
    ['in part something else', '{"schema":1,"vaults":[{"card":7}]}', 'not valid at vaults.0.card'],
  ])('stops nothing when it is %s: it is said, and set aside', async (_what, text, why) => {
    await writeState(text);
    const place = testPlace('stick', { made: false });
    const log = runLog();
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { state: stateFile(path), log });
    expect(log.warnings.map(({ code }) => code)).toEqual(['state-set-aside']);
    expect(log.warnings[0]?.message).toContain(why);
    expect(heldNames(place)).toHaveLength(1);
    expect(await readFile(`${path}.unusable`, 'utf8')).toBe(text);
    const again = runLog();
    await pushFrom(pc, [place], { state: stateFile(path), log: again });
    expect(again.warnings).toEqual([]);
  });

  it('is not touched by reading', async () => {
    await writeState('damaged');
    expect(await stateFile(path).load()).toEqual(emptyState);
    expect(await readdir(dirname(path))).toEqual(['state.json']);
  });

  it('stops nothing when it cannot be read or replaced', async () => {
    await mkdir(path, { recursive: true });
    const log = runLog();
    const place = testPlace('stick');
    await pushFrom(testPc(annasPc()), [place], { state: stateFile(path), log });
    const codes = log.warnings.map(({ code }) => code);
    expect(codes).toEqual(['state-set-aside', 'state-not-saved']);
    expect(heldNames(place)).toHaveLength(1);
    expect(await refusal(() => stateFile(path).save(emptyState))).toBe('BAD_STATE');
  });
});

describe('a folder that no state can be written to', () => {
  it('does not stop a push: the copy is stored, with a warning', async () => {
    // a file where the folder should be: nobody can write below it, not even root
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    const place = testPlace('stick');
    const log = runLog();
    const state = stateFile(join(blocked, 'state.json'));
    const { outcomes } = await pushFrom(testPc(annasPc()), [place], { state, log });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
    expect(heldNames(place)).toHaveLength(1);
    expect(log.warnings.map((warning) => warning.code)).toEqual(['state-not-saved']);
  });
});

describe('two pushes at once', () => {
  it('of one user store one record', async () => {
    const place = testPlace('stick');
    const runs = [1, 2, 3].map(() =>
      pushFrom(testPc(annasPc()), [place], { state: stateFile(path) }),
    );
    const results = await Promise.all(runs);
    expect(results.map(({ records }) => records[0]?.unchanged).sort()).toEqual([false, true, true]);
    expect(heldNames(place)).toHaveLength(1);
    expect(await readdir(dirname(path))).toEqual(['state.json']);
  });

  it('of two users lose nothing', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const users = [1, 2].map(() => testPc(annasPc(), { clock: pc.clock }));
    await Promise.all(users.map((user) => pushFrom(user, [place], { force: true })));
    const log = runLog();
    const { records } = await pushFrom(pc, [place], { force: true, log });
    expect(records[0]?.content.sequence).toBe(3);
    expect(log.warnings.map((warning) => warning.code)).toEqual(['forked']);
  });

  it('let go of the lock when one fails', async () => {
    const store = stateFile(path, { waitLimitMs: 0 });
    const attempt = store.exclusively(() => Promise.reject(new Error('failed')), never);
    await expect(attempt).rejects.toThrow('failed');
    expect(await store.exclusively(() => Promise.resolve('next'), never)).toBe('next');
  });
});
