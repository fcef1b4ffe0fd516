// Who may import whom: the layers of ARCHITECTURE.md, as a check that fails. What is not allowed here is
// forbidden: a new folder or a new file at the root of src needs a line of its own.

/** For each layer, from the ground up, the layers below it that it may import. */
const layers = {
  errors: [],
  bytes: ['errors'],
  text: ['errors', 'bytes'],
  system: ['errors', 'bytes'],
  record: ['errors', 'bytes', 'text'],
  keys: ['errors', 'bytes', 'text', 'record'],
  registry: ['errors', 'bytes', 'text', 'record'],
  windows: ['errors', 'bytes', 'text', 'record', 'keys', 'registry'],
  collect: ['errors', 'bytes', 'text', 'system', 'record', 'keys', 'registry', 'windows'],
  crypto: ['errors', 'bytes', 'record'],
  targets: ['errors', 'bytes', 'system', 'record'],
  vault: ['errors', 'bytes', 'text', 'system', 'record', 'keys', 'windows', 'crypto'],
  report: ['errors', 'bytes', 'text', 'record', 'keys', 'crypto', 'vault'],
  household: [
    ...['errors', 'bytes', 'text', 'system', 'record', 'crypto', 'collect', 'targets', 'vault'],
    'report',
  ],
  cli: [
    ...['errors', 'bytes', 'text', 'system', 'record', 'keys', 'windows', 'collect', 'crypto'],
    ...['targets', 'vault', 'report', 'household'],
  ],
};

const ofLayer = (layer) => `^src/${layer}(/|\\.ts$)`;

/** Everything under src that `layer` may not import, layers that nobody has named among it. */
const only = ([layer, allowed]) => ({
  name: `${layer}-imports`,
  comment: `${layer} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: ofLayer(layer) },
  to: { path: '^src/', pathNot: [ofLayer(layer), ...contractsFor(layer), ...allowed.map(ofLayer)] },
});

/** The vault knows sources and places by their contracts alone. */
function contractsFor(layer) {
  return layer === 'vault' ? ['^src/collect/collector\\.ts$', '^src/targets/target\\.ts$'] : [];
}

/** Modules that also run in a browser: nothing of Node. */
const portable = ['errors', 'bytes', 'text', 'record', 'keys', 'crypto', 'report'];

/** An outside package that only `file` may import. */
const owned = (name, file) => ({
  name: `${name.replace(/\W/g, '-')}-owner`,
  comment: `${name} is imported in ${file} alone`,
  severity: 'error',
  from: { path: '^src/', pathNot: file },
  to: { path: `node_modules/${name}(/|$)` },
});

module.exports = {
  forbidden: [
    {
      name: 'layer-without-rule',
      comment:
        'every folder and file at the root of src is a layer, and stands in the table of layers',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.keys(layers).map(ofLayer) },
      to: {},
    },
    ...Object.entries(layers).map(only),
    {
      name: 'portable',
      comment: 'these layers also run in a browser',
      severity: 'error',
      from: { path: portable.map(ofLayer) },
      to: { dependencyTypes: ['core'] },
    },
    owned('libsodium-wrappers-sumo', '^src/crypto/sodium\\.ts$'),
    owned('pako', '^src/crypto/payload\\.ts$'),
    owned('@noble/hashes', '^src/keys/digital-product-id4\\.ts$'),
    owned('@clack/prompts', '^src/cli/terminal/prompts\\.ts$'),
    owned('@aws-sdk', '^src/targets/s3/client\\.ts$'),
    owned('keytar', '^src/targets/credential-store/process\\.ts$'),
    owned('csv-parse', '^src/collect/produkey/delimited\\.ts$'),
    owned('htmlparser2', '^src/text/markup\\.ts$'),
    owned('native-reg', '^src/registry/live-registry\\.ts$'),
    owned(
      'koffi',
      '^src/(collect/firmware/|collect/external/windows-volume-calls\\.ts|system/windows-drive-type\\.ts)',
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
