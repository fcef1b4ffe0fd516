// Who may import whom: the layers of ARCHITECTURE.md, as a check that fails.

/** Everything under src that `layer` may not import. */
const only = (layer, allowed) => ({
  name: `${layer}-imports`,
  comment: `src/${layer} may import only: ${allowed.join(', ')}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})(/|\\.ts)` },
});

/** An outside package that only `file` may import. */
const owned = (name, file) => ({
  name: `${name.replace(/\W/g, '-')}-owner`,
  comment: `${name} is imported in ${file} alone`,
  severity: 'error',
  from: { path: '^src/', pathNot: file },
  to: { path: `node_modules/${name}(/|$)` },
});

const base = ['errors', 'bytes'];

module.exports = {
  forbidden: [
    {
      name: 'base-imports-nothing',
      comment: 'errors.ts imports nothing of src; bytes.ts only errors.ts',
      severity: 'error',
      from: { path: '^src/(errors|bytes)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/errors\\.ts$' },
    },
    only('record', base),
    only('collect', [...base, 'record']),
    only('crypto', [...base, 'record']),
    only('targets', [...base, 'record', 'durable-write']),
    only('vault', [...base, 'record', 'crypto', 'durable-write', 'collect', 'targets']),
    only('restore', [...base, 'record', 'crypto', 'vault']),
    {
      name: 'vault-sees-interfaces',
      comment: 'src/vault knows collectors and targets by their contracts only',
      severity: 'error',
      from: { path: '^src/vault/' },
      to: {
        path: '^src/(collect|targets)/',
        pathNot: '^src/(collect/collector|targets/target)\\.ts$',
      },
    },
    {
      name: 'portable',
      comment: 'src/record and src/crypto also run in a browser',
      severity: 'error',
      from: { path: '^src/(record|crypto|bytes|errors)' },
      to: { dependencyTypes: ['core'] },
    },
    owned('libsodium-wrappers-sumo', '^src/crypto/sodium\\.ts$'),
    owned('pako', '^src/crypto/payload\\.ts$'),
    owned('@clack/prompts', '^src/cli/prompts\\.ts$'),
    owned('@aws-sdk', '^src/targets/s3/client\\.ts$'),
    owned('keytar', '^src/targets/credential-store/process\\.ts$'),
    owned('csv-parse', '^src/collect/import/delimited\\.ts$'),
    owned('htmlparser2', '^src/collect/import/markup\\.ts$'),
    owned('native-reg', '^src/collect/live-registry\\.ts$'),
    owned(
      'koffi',
      '^src/(collect/firmware/|collect/external/windows-volume-calls\\.ts|targets/windows-drive-type\\.ts)',
    ),
    {
      name: 'commander-owner',
      comment: 'commander stays in src/cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: 'node_modules/commander' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'no-tests-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
