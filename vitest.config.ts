import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // What runs in a process or thread of its own is the built program, as users run it: `npm test` builds it.
    alias: [
      {
        find: /^.*\/helper\/program-file\.js$/,
        replacement: fileURLToPath(new URL('test/support/built-helpers.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait for a program that they started: two at once also where there are two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Far beyond what any test takes: they only end what hangs, also on a machine with much else to do.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
