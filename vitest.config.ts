import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Far beyond what any test takes: they only end what hangs, also on a machine with much else to do.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
