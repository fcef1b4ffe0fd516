// The example of docs/targets/writing-a-target.md is taken out of the page and held to the contract.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { TargetKind } from '../../src/targets/target-kind.js';
import { sealedSample } from '../support/sealed.js';
import { expectTargetError, namesIn } from '../support/target-assertions.js';
import { describeTargetContract } from './contract.js';

const never = new AbortController().signal;
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/targets/writing-a-target.md'), 'utf8');
const [, example = ''] = /^```ts\n(\/\/ src\/targets\/[^]+?)^```$/m.exec(page) ?? [];

const folder = mkdtempSync(join(tmpdir(), 'writing-a-target-'));
const file = join(folder, 'drawer.ts');
const source = example
  .replaceAll("from './", `from '${root}src/targets/`)
  .replaceAll("from '../", `from '${root}src/`)
  .replaceAll("from 'valibot'", `from '${fileURLToPath(import.meta.resolve('valibot'))}'`);
writeFileSync(file, source);
const { drawerKind } = (await import(file)) as { drawerKind: TargetKind<{ label: string }> };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeTargetContract('the example of the docs', {
  create: async () => {
    const options = await drawerKind.initialise({ label: randomUUID() }, never);
    const target = drawerKind.open(options);
    let strays = 0;
    return {
      target,
      reopen: () => drawerKind.open(options),
      // Nothing but the kind itself can put anything into a drawer.
      strays: () => Promise.resolve(void (strays += 1)),
      contents: async () => [...(await namesIn(target)), ...Array<string>(strays).fill('stray')],
      dispose: () => Promise.resolve(),
    };
  },
});

describe('the example of the docs', () => {
  it('is of the size that the page promises', () => {
    expect(example.split('\n').length).toBeGreaterThan(30);
    expect(example.split('\n').length).toBeLessThan(100);
  });

  it('tells its places from others', () => {
    expect(drawerKind.parsePlace('drawer:socks')).toEqual({ label: 'socks' });
    expect(drawerKind.parsePlace('./socks')).toBeNull();
    expect(() => drawerKind.parseOptions({ label: 7 })).toThrow(/label/);
  });

  it('says what is wrong with a place that was never set up', async () => {
    const { name } = sealedSample({ sizeBytes: 9, seed: 'drawer' });
    const target = drawerKind.open({ label: randomUUID() });
    const error = await expectTargetError(target.get(name, never), 'UNAVAILABLE');
    expect(error.hint).toContain('vault target add');
  });
});
