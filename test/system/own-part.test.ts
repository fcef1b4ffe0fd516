// Packages of the program's own folder, and none that somebody planted above it.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasOwnPart, partFolders } from '../../src/system/own-part.js';
import { type Run, newUser, projectRoot, startProcess } from '../support/program.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

/** A package that tells that it was loaded. */
function plant(folder: string, name: string): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(path, { recursive: true });
  const said = `process.stderr.write('PLANTED ${name}\\n');`;
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, main: 'index.cjs' }));
  writeFileSync(join(path, 'index.cjs'), `${said} module.exports = {};`);
}

/** The program as an install without some packages, below a folder that anybody may write to. */
function installedWithout(folder: string, missing: readonly string[]): string {
  const root = join(folder, 'programs', 'vault');
  mkdirSync(root, { recursive: true });
  for (const made of ['dist', 'bundle'])
    cpSync(join(projectRoot, made), join(root, made), { recursive: true });
  for (const name of ['package.json', 'vault.cjs'])
    cpSync(join(projectRoot, name), join(root, name));
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  const natives = ['koffi', '@koromix', 'keytar', 'native-reg', 'node-gyp-build'];
  const packages = [...Object.keys(dependencies), ...natives];
  for (const name of packages.filter((each) => !missing.includes(each))) {
    const link = join(root, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules', name), link);
  }
  return root;
}

const run = (script: string, args: readonly string[]): Promise<Run> =>
  startProcess([process.execPath, script, ...args], {
    ...{ environment: user.environment, cwd: user.folder, stdin: '' },
  }).ended;

describe('a package that somebody planted above the program', () => {
  const above = join(user.folder, 'above');
  const natives = ['keytar', 'koffi', 'native-reg', '@koromix', 'node-gyp-build'];
  const root = installedWithout(above, natives);
  for (const name of ['keytar', 'koffi', 'native-reg']) plant(above, name);

  it('is not taken for the credential store', async () => {
    const { stderr, status } = await run(join(root, 'vault.cjs'), [
      'list',
      '--from',
      'credential-store',
    ]);
    expect(stderr).not.toContain('PLANTED');
    expect(stderr).toContain('the part that talks to the credential store is not installed');
    expect(status).toBe(11);
  });

  it.each([
    ['koffi', 'system/kernel32.js', 'loadKernel32'],
    ['native-reg', 'registry/live-registry.js', 'openLiveRegistry'],
  ])('is not taken for %s', async (_, file, load) => {
    const script = join(above, `${load}.mjs`);
    const module = JSON.stringify(join(root, 'dist', file));
    writeFileSync(
      script,
      `import { ${load} } from ${module};
       try { await ${load}(); } catch (error) { console.log(error.code, (error.cause ?? error).code); }`,
    );
    const { stdout, stderr } = await run(script, []);
    expect(stderr).toBe('');
    expect(stdout).toContain('ERR_MODULE_NOT_FOUND');
  });

  it('would be taken by Node: the plant is a good one', async () => {
    const script = join(root, 'dist', 'plain.mjs');
    writeFileSync(script, `await import('koffi');`);
    expect((await run(script, [])).stderr).toContain('PLANTED koffi');
  });

  it('is not taken for a package that the program needs: it ends before it loads any', async () => {
    const other = join(user.folder, 'other');
    const broken = installedWithout(other, ['libsodium-wrappers-sumo']);
    plant(other, 'libsodium-wrappers-sumo');
    // The modules as they are: the bundle holds such packages itself.
    const { status, stderr } = await run(join(broken, 'dist', 'cli', 'vault.js'), ['--version']);
    expect(status).toBe(2);
    expect(stderr).toContain('is not installed: libsodium-wrappers-sumo');
    expect(stderr).not.toContain('PLANTED');
  });
});

describe('the packages of a program', () => {
  it('lie in its folder or in native there, and beside it where it is a package itself', () => {
    const inProject = join('/', 'work', 'node_modules', 'product-key-vault');
    const root = join('/', 'programs', 'vault');
    expect(partFolders(root)).toEqual([root, join(root, 'native')]);
    expect(partFolders(inProject)).toEqual([
      inProject,
      join('/', 'work'),
      join(inProject, 'native'),
    ]);
  });

  it('are found in this one', () => {
    expect(hasOwnPart('pako')).toBe(true);
    expect(hasOwnPart('no-such-package')).toBe(false);
  });
});
