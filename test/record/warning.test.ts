// A warning is made in one way only, and holds no product key, whatever text it is made from.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Warning, warning, warningCodes } from '../../src/record/warning.js';
import { holdsCanary, textWithCanary } from '../support/foreign-input.js';

describe('a warning', () => {
  it('holds no product key, in whatever text of it one stands', () => {
    fc.assert(
      fc.property(textWithCanary, textWithCanary, (message, location) => {
        expect(holdsCanary(JSON.stringify(warning('value-unreadable', message, location)))).toBe(
          false,
        );
      }),
    );
  });

  it('says all else as it was told', () => {
    const told = { code: 'forked', message: 'two backups', location: 'D:\\Anna' } as const;
    expect(warning(told.code, told.message, told.location)).toEqual(told);
  });

  it('is of a code of the table, each of which stands there once', () => {
    expect(warningCodes.length).toBeGreaterThan(40);
    expect(new Set(warningCodes).size).toBe(warningCodes.length);
    // @ts-expect-error a word that is not in the table
    expect(warning('no-such-code', '', '').code).toBe('no-such-code');
  });

  it('is not made but by its function: the compiler refuses a literal, and a changed copy', () => {
    /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- it is what is tried */
    const made = warning('forked', 'two backups', 'D:\\');
    // @ts-expect-error not masked
    const literal: Warning = { code: 'forked', message: 'two backups', location: 'D:\\' };
    // @ts-expect-error not masked
    const copy: Warning = { ...made, message: 'two backups' };
    expect([literal, copy]).toEqual([made, made]);
  });
});
