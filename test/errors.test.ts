// What holds of every error, whatever throws it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FormatError } from '../src/bytes.js';
import { VaultError, hint } from '../src/errors.js';
import { warning } from '../src/record/warning.js';
import { holdsCanary, textWithCanary } from './support/foreign-input.js';

it('no product key stands in an error, in whatever text of it one was', () => {
  fc.assert(
    fc.property(textWithCanary, textWithCanary, (message, hint) => {
      const error = new VaultError('FAILURE', message, { hint });
      expect(holdsCanary([error.message, JSON.stringify(error.hint), error.stack].join('\n'))).toBe(
        false,
      );
    }),
  );
});

it('nor in one of a subclass', () => {
  fc.assert(
    fc.property(textWithCanary, (actual) => {
      const { message, stack } = new FormatError('value', { offset: 0, expected: 'x', actual });
      expect(holdsCanary(`${message}\n${stack ?? ''}`)).toBe(false);
    }),
  );
});

it('a hint that was not given is not there', () => {
  expect(new VaultError('FAILURE', 'why').hint).toBeUndefined();
});

it('nor in a next step, whatever was typed', () => {
  fc.assert(
    fc.property(textWithCanary, (typed) => {
      const steps = hint`${{ tell: 'machine', value: typed }} ${{ do: 'push', given: [typed], told: { to: typed, force: true } }}`;
      const error = new VaultError('FAILURE', '', { hint: steps });
      expect(holdsCanary(JSON.stringify(error.hint))).toBe(false);
    }),
  );
});

it('nor in the hint of a warning', () => {
  fc.assert(
    fc.property(textWithCanary, (typed) => {
      const made = warning('disk-unreadable', '', '', {
        hint: hint`${typed} ${{ tell: 'to', value: typed }}`,
      });
      expect(holdsCanary(JSON.stringify(made))).toBe(false);
    }),
  );
});
