import { expect, it } from 'vitest';
import { diskError } from '../../../src/collect/external/volume-reader.js';
import { VaultError } from '../../../src/errors.js';

it('takes any failed system call for a fault of the disk', () => {
  const failed = Object.assign(new Error('remote'), { code: 'EREMOTEIO', syscall: 'read' });
  expect(diskError(failed, '/mnt')).toMatchObject({
    code: 'SOURCE_UNREADABLE',
    message: '/mnt cannot be read (EREMOTEIO)',
  });
});

it('passes on everything else', () => {
  const known = new VaultError('FORMAT', 'broken');
  const bug = Object.assign(new TypeError('bug'), { code: 'ERR_INVALID_ARG_TYPE' });
  for (const error of [known, bug, null]) expect(diskError(error, '/mnt')).toBe(error);
});
