import { describe, expect, it } from 'vitest';
import { triedAgain } from '../../src/system/tried-again.js';
import { systemError } from '../support/failing-file-system.js';

/** A call that fails with these codes in turn, and then answers how often it was made. */
function failingWith(...codes: string[]) {
  let calls = 0;
  return () => {
    calls += 1;
    const code = codes.shift();
    return code === undefined ? Promise.resolve(calls) : Promise.reject(systemError(code));
  };
}

describe('a call that the system broke off', () => {
  it('is made again', async () => {
    expect(await triedAgain(failingWith('EINTR', 'EAGAIN', 'EINTR'))).toBe(4);
  });

  it('is not made again for ever', async () => {
    const call = failingWith(...Array.from({ length: 1_000 }, () => 'EAGAIN'));
    await expect(triedAgain(call)).rejects.toMatchObject({ code: 'EAGAIN' });
    expect(await call().catch(() => 'still failing')).toBe('still failing');
  });

  it('fails at once for any other reason', async () => {
    const call = failingWith('EIO');
    await expect(triedAgain(call)).rejects.toMatchObject({ code: 'EIO' });
    expect(await call()).toBe(2);
  });
});
