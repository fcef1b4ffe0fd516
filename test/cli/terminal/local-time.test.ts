// Times on the screen are local, through the changes of the clock, and in no language.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { localTime } from '../../../src/cli/terminal/local-time.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a time on the screen', () => {
  it.each([
    ['UTC', '2026-11-27T07:02:59Z', '2026-11-27 07:02'],
    ['Europe/Berlin', '2026-11-27T07:02:00Z', '2026-11-27 08:02'],
    ['Europe/Berlin', '2026-07-01T07:02:00Z', '2026-07-01 09:02'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25 02:30'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25 02:30'],
    ['Pacific/Auckland', '2026-12-31T11:30:00Z', '2027-01-01 00:30'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01 05:45'],
  ])('is that of %s: %s', (zone, time, shown) => {
    vi.stubEnv('TZ', zone);
    vi.stubEnv('LC_ALL', 'ar_EG.UTF-8');
    expect(localTime(time)).toBe(shown);
  });
});
