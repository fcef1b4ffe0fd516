import { describe, expect, it } from 'vitest';
import { beforeYouWipe } from '../../src/report/before-you-wipe.js';

const points = (systems: readonly string[], hasRecoveryCode = false): string =>
  beforeYouWipe({ systems, hasRecoveryCode }).join('\n');

describe('what to make sure of before a disk is wiped', () => {
  it('is files, passphrase, BitLocker, the account, what to install and from where', () => {
    const told = points(['Windows 11 Pro']);
    for (const word of ['Your own files', 'passphrase on paper', 'aka.ms/myrecoverykey']) {
      expect(told).toContain(word);
    }
    expect(told).toContain('What to install: Windows 11 Pro. The same edition, in your language.');
    expect(told).toContain('microsoft.com/software-download');
  });

  it('is the recovery code where there is one', () => {
    expect(points(['Windows 11 Pro'])).not.toContain('recovery code');
    expect(points(['Windows 11 Pro'], true)).toContain('recovery code');
  });

  it.each(['Windows XP', 'Windows Vista Business', 'Windows 7 Ultimate', 'Windows 8.1 Pro'])(
    'sends nobody to a download that Microsoft does not offer: %s',
    (name) => {
      expect(points([name])).not.toContain('software-download');
      expect(points([name])).toContain('Count on no download');
    },
  );

  it('names several PCs once each, and no medium of what is no Windows', () => {
    const told = points(['Windows 11 Pro', 'Windows 10 Home', 'Windows 11 Pro']);
    expect(told).toContain('What to install: Windows 11 Pro, Windows 10 Home.');
    expect(told.match(/software-download/g)).toHaveLength(1);
    expect(points(['Linux (Windows was not read)'])).not.toContain('install');
  });
});
