// A missing part is never a silent pass.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { realPart } from './real-parts.js';

const part = { name: 'a lighthouse', install: 'build-lighthouse --tall' };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a real part', () => {
  it('is what was found', () => {
    expect(realPart({ ...part, find: () => '/usr/bin/lighthouse' })).toBe('/usr/bin/lighthouse');
  });

  it('is skipped where it is missing, with what to install', () => {
    vi.stubEnv('CI', '');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(realPart({ ...part, find: () => null })).toBeNull();
    expect(warn.mock.calls).toEqual([
      ['skipped: needs a lighthouse; install: build-lighthouse --tall'],
    ]);
  });

  it('is a failure where it is missing under CI', () => {
    vi.stubEnv('CI', 'true');
    expect(() => realPart({ ...part, find: () => null })).toThrow('needs a lighthouse');
  });
});
