// The release workflow and the templates of package managers, which nothing here can run: read as what they are,
// and held to the rules that keep a release safe.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../support/program.js';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly needs?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly os: readonly string[] } };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const folder = '.github/workflows';
const text = read(`${folder}/release.yml`);
const workflow = parse(text, { strict: true }) as Workflow;
const { test, release } = workflow.jobs;
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);

describe('the release workflow', () => {
  it('is the only one, and runs for tags of versions alone', () => {
    expect(readdirSync(join(projectRoot, folder))).toEqual(['release.yml']);
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  });

  it('tests on the three systems before anything is released', () => {
    const os = ['windows-latest', 'macos-latest', 'ubuntu-latest'];
    expect(test?.strategy?.matrix.os).toEqual(os);
    expect(test?.steps.map(({ run }) => run)).toContain('npm test');
    expect(release?.needs).toBe('test');
  });

  it('gives each job the least, and an end', () => {
    expect(workflow.permissions).toEqual({});
    expect(test?.permissions).toEqual({ contents: 'read' });
    expect(release?.permissions).toEqual({
      ...{ contents: 'write', 'id-token': 'write', attestations: 'write' },
    });
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('pins every action by its commit, with the version beside it', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(3);
    for (const action of used) {
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+\n`));
    }
  });

  it('keeps no token on disk, and puts nothing of the tag into a script', () => {
    for (const { uses, with: given, run } of steps) {
      if (uses?.includes('checkout')) expect(given).toEqual({ 'persist-credentials': false });
      expect(run ?? '').not.toContain('${{');
    }
  });

  it('attests what the list of digests names', () => {
    const attested = steps.find(({ uses }) => uses?.includes('attest-build-provenance'));
    expect(attested?.with).toEqual({ 'subject-checksums': 'release/SHA256SUMS' });
  });
});

describe('the templates of package managers', () => {
  const script = '../../scripts/make-release.mjs';
  const values = {
    ...{ VERSION: '1.2.3', REPOSITORY: 'https://example.org/p', SHA256_WINDOWS: 'ab'.repeat(32) },
  };
  const load = async (): Promise<{
    filledIn: (template: string, given: object) => string;
    repositoryAddress: (given: { url: string }) => string;
  }> => (await import(script)) as never;

  it('are filled in, and say where the program is', async () => {
    const { filledIn } = await load();
    const scoop = JSON.parse(filledIn(read('packaging/scoop/product-key-vault.json'), values)) as {
      version: string;
      architecture: { '64bit': { url: string; hash: string } };
      bin: string;
    };
    expect(scoop).toMatchObject({ version: '1.2.3', bin: 'vault.cmd' });
    const url = 'https://example.org/p/releases/download/v1.2.3/vault-windows-x64.zip';
    expect(scoop.architecture['64bit']).toEqual({ url, hash: 'ab'.repeat(32) });
    const winget = parse(filledIn(read('packaging/winget/product-key-vault.yaml'), values)) as {
      Installers: readonly object[];
    };
    expect(winget).toMatchObject({ PackageVersion: '1.2.3', ManifestType: 'singleton' });
    expect(winget.Installers[0]).toMatchObject({ InstallerUrl: url });
  });

  it('are refused with a placeholder that nothing fills', async () => {
    const { filledIn } = await load();
    expect(() => filledIn('@NOBODY@', values)).toThrow('@NOBODY@');
  });

  it('follow the address of the package', async () => {
    const { repositoryAddress } = await load();
    expect(repositoryAddress({ url: 'git+https://a.invalid/b.git' })).toBe('https://a.invalid/b');
  });
});
