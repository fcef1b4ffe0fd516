import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areExamples } from '../../src/household/example-source.js';
import { folderOfFile } from '../support/temporary-folder.js';

const root = folderOfFile();
for (const folder of ['examples/windows-disk', 'examples-of-mine', 'elsewhere']) {
  mkdirSync(join(root, folder), { recursive: true });
}
writeFileSync(join(root, 'examples', 'windows.reg'), '');
symlinkSync(join(root, 'elsewhere'), join(root, 'examples', 'link'), 'junction');
symlinkSync(join(root, 'examples', 'windows-disk'), join(root, 'elsewhere', 'link'), 'junction');

describe('a push is a trial', () => {
  it.each([
    [true, ['examples/windows-disk']],
    [true, ['examples/windows.reg', 'examples/windows-disk']],
    [true, ['examples']],
    [true, ['elsewhere/link']],
    [false, []],
    [false, ['examples/windows-disk', 'elsewhere']],
    [false, ['examples-of-mine']],
    [false, ['examples/link']],
    [false, ['examples/nothing']],
    [false, ['.']],
  ])('%s: %j', async (isTrial, paths) => {
    const whole = paths.map((path) => join(root, path));
    expect(await areExamples(whole, { root })).toBe(isTrial);
  });

  it('of the examples of this program', async () => {
    expect(await areExamples(['examples/windows-disk'])).toBe(true);
  });
});
