import { describe, expect, it } from 'vitest';
import { type PullFlags, pullWish } from '../../../src/cli/options/pull-options.js';
import { VaultError } from '../../../src/errors.js';

describe('what a pull is to do with the keys', () => {
  it.each<[PullFlags, ReturnType<typeof pullWish>]>([
    [{}, { kind: 'show' }],
    [{ json: true }, { kind: 'show' }],
    [{ copy: true }, { kind: 'copy', entry: null }],
    [
      { copy: true, entry: '2' },
      { kind: 'copy', entry: '2' },
    ],
    [
      { apply: true, entry: '2' },
      { kind: 'apply', entry: '2' },
    ],
  ])('%j', (flags, wish) => {
    expect(pullWish(flags)).toEqual(wish);
  });

  it('may be a file, replaced only where that is said', () => {
    expect(pullWish({ out: './keys.txt' })).toMatchObject({ kind: 'file', mayReplace: false });
    expect(pullWish({ out: './keys.txt', force: true })).toMatchObject({ mayReplace: true });
  });

  it.each<[PullFlags, string]>([
    [{ copy: true, apply: true }, '--copy and --apply are two things'],
    [{ copy: true, out: 'x' }, '--copy and --out are two things'],
    [{ apply: true, out: 'x' }, '--apply and --out are two things'],
    [{ copy: true, json: true }, '--copy goes with no --json'],
    [{ out: 'x', json: true }, '--out goes with no --json'],
    [{ entry: '1' }, '--entry is for --copy and --apply'],
    [{ out: 'x', entry: '1' }, '--entry is for --copy and --apply'],
    [{ force: true }, '--force is for the file of --out'],
    [{ copy: true, force: true }, '--force is for the file of --out'],
  ])('is refused where the flags say nothing: %j', (flags, message) => {
    let error: unknown;
    try {
      pullWish(flags);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({ code: 'USAGE', message });
  });
});
