// `--shares`, in the ways that people type it.
import { describe, expect, it } from 'vitest';
import { sharingOf } from '../../../src/cli/options/sharing-option.js';

describe('--shares', () => {
  it.each([
    [['2', 'of', '3']],
    [['2 of 3']],
    [['2of3']],
    [['2/3']],
    [['2', 'OF', '3']],
    [['2', '/', '3']],
  ])('is read from %j', (words) => {
    expect(sharingOf(words)).toEqual({ threshold: 2, count: 3 });
  });

  it.each([
    [['3']],
    [['2', '3']],
    [['2', 'of']],
    [['two of three']],
    [['2 of 3', '4']],
    [['3 of 2']],
    [['1 of 3']],
    [['2 of 17']],
    [['2 of 9999']],
    [['-2 of 3']],
  ])('is refused as %j', (words) => {
    expect(() => sharingOf(words)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
