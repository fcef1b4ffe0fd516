// The example of docs/targets/writing-a-target.md, and the test that the page gives for it: both are
// taken out of the page, type-checked under the project's settings, and run.
import { writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TargetKind } from '../../src/targets/target-kind.js';
import { exampleIn, typeErrors } from '../support/checked-example.js';
import { projectRoot } from '../support/program.js';
import { sealedSample } from '../support/sealed.js';
import { expectTargetError, expectTraits } from '../support/target-assertions.js';
import { never } from '../support/signal.js';
import { folderOfFile } from '../support/temporary-folder.js';
import { shownHint } from '../support/shown-hint.js';

const page = 'docs/targets/writing-a-target.md';
const kindPath = 'src/targets/drawer.ts';
const testPath = 'test/targets/drawer.test.ts';
const example = exampleIn(page, kindPath);
const exampleTest = exampleIn(page, testPath);

const folder = folderOfFile();
const file = write('drawer.ts', example, 'src/targets');
const { drawerKind } = (await import(file)) as { drawerKind: TargetKind<{ label: string }> };
// It declares the contract suite for the drawer.
await import(write('drawer-test.ts', exampleTest, 'test/targets'));

/** Writes an example into the temporary folder, its imports as they would be in `home`. */
function write(name: string, text: string, home: string): string {
  const above = join(projectRoot, home, '..');
  const written = text
    .replaceAll("'../../src/targets/drawer.js'", `'${join(folder, 'drawer.ts')}'`)
    .replaceAll("'../../", `'${projectRoot}/`)
    .replaceAll("'../", `'${above}/`)
    .replaceAll("'./", `'${join(projectRoot, home)}/`)
    .replaceAll("'valibot'", `'${fileURLToPath(import.meta.resolve('valibot'))}'`);
  writeFileSync(join(folder, name), written);
  return join(folder, name);
}

describe('the example of the docs', () => {
  const checked = (kind: string): string[] =>
    typeErrors(
      new Map([
        [kindPath, kind],
        [testPath, exampleTest],
      ]),
    );

  it('is type-checked, strictly', () => {
    expect(checked(example)).toEqual([]);
  });

  it('would not pass without a trait, nor without a method', () => {
    const [trait, method] = [/^ {2}space: .*\n/m, /^ {4}tryWriting: [^]*?^ {4}},\n/m];
    expect(example).toMatch(trait);
    expect(example).toMatch(method);
    const errors = checked(example.replace(trait, '').replace(method, '')).join('\n');
    expect(errors).toContain("Property 'space' is missing");
    expect(errors).toContain("Property 'tryWriting' is missing");
  });

  it('is of the size that the page promises', () => {
    expect(example.split('\n').length).toBeGreaterThan(30);
    expect(example.split('\n').length).toBeLessThan(110);
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
    expect(shownHint(error)).toContain('vault target add');
  });
});

describe('the traits, as the contract suite looks at them', () => {
  const good = { durability: 'detachable', maxRecordBytes: 1_000, space: 'ample' };

  it('pass when all are there', () => {
    expectTraits(good);
  });

  it.each([
    ['one is left out', { durability: 'detachable', maxRecordBytes: 1_000 }],
    ['one is undefined', { ...good, space: undefined }],
    ['one has a value that there is not', { ...good, durability: 'for-ever' }],
    ['one is of another type', { ...good, maxRecordBytes: '1000' }],
    ['the largest record is none', { ...good, maxRecordBytes: 0 }],
    ['the largest record is larger than any', { ...good, maxRecordBytes: 2 ** 20 + 1 }],
    ['there is one that nobody knows', { ...good, newestKept: 2 }],
  ])('fail when %s', (_, traits) => {
    expect(() => {
      expectTraits(traits);
    }).toThrow();
  });
});
