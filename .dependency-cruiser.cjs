// Who may import whom: the layers of ARCHITECTURE.md, as a check that fails. What is not allowed here is
// forbidden: a new folder, a new file at the root of src and a new package need a line of their own.
// scripts/import-rules.mjs runs it; test/check/layers.test.ts breaks each rule once.
const { builtinModules } = require('node:module');

/** For each layer, from the ground up, the layers below it that it may import. */
const layers = {
  errors: [],
  bytes: ['errors'],
  text: ['errors', 'bytes'],
  system: ['errors', 'bytes'],
  record: ['errors', 'bytes', 'text'],
  keys: ['errors', 'bytes', 'text', 'record'],
  registry: ['errors', 'bytes', 'text', 'system', 'record'],
  windows: ['errors', 'bytes', 'text', 'record', 'keys', 'registry'],
  collect: ['errors', 'bytes', 'text', 'system', 'record', 'keys', 'registry', 'windows'],
  crypto: ['errors', 'bytes', 'text', 'record'],
  targets: ['errors', 'bytes', 'system', 'record'],
  vault: ['errors', 'bytes', 'text', 'system', 'record', 'keys', 'windows', 'crypto'],
  report: ['errors', 'bytes', 'text', 'record', 'keys', 'crypto', 'vault'],
  household: [
    ...['errors', 'bytes', 'text', 'system', 'record', 'crypto', 'collect', 'targets', 'vault'],
    ...['report', 'restore'],
  ],
  restore: [
    ...['errors', 'bytes', 'text', 'system', 'record', 'keys', 'crypto', 'vault', 'report'],
  ],
  page: ['errors', 'bytes', 'text', 'record', 'keys', 'crypto', 'vault', 'report', 'restore'],
  cli: [
    ...['errors', 'bytes', 'text', 'system', 'record', 'keys', 'windows', 'collect', 'crypto'],
    ...['targets', 'vault', 'report', 'household', 'restore'],
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

/** The vault knows sources and places by their contracts alone, and a page is a place that can be read; an error masks its own message. */
function contractsFor(layer) {
  if (layer === 'errors') return ['^src/text/key-mask\\.ts$'];
  // What was scanned, and what a page is given, is read as a place.
  if (layer === 'restore' || layer === 'page') return ['^src/targets/target\\.ts$'];
  return layer === 'vault' ? ['^src/collect/collector\\.ts$', '^src/targets/target\\.ts$'] : [];
}

/** Layers that also run in a browser: nothing of Node. */
const portable = ['errors', 'bytes', 'text', 'record', 'keys', 'crypto', 'report', 'page'];

/** What reads backups, and with it all that it imports: a page opens them with the same code. */
const readers = ['^src/vault/pull\\.ts$', '^src/restore/page-data\\.ts$'];

const ofNode = `^(node:)?(${builtinModules.join('|')})$`;

/** Each outside package, and where alone it may be imported. */
const owners = {
  commander: ['^src/cli/'],
  '@clack/prompts': ['^src/cli/terminal/prompts\\.ts$'],
  'fast-string-width': ['^src/cli/terminal/layout\\.ts$'],
  'fast-wrap-ansi': ['^src/cli/terminal/layout\\.ts$'],
  'libsodium-wrappers-sumo': ['^src/crypto/sodium\\.ts$'],
  '@zxcvbn-ts/core': ['^src/household/passphrase-strength\\.ts$'],
  '@zxcvbn-ts/language-common': ['^src/household/passphrase-strength\\.ts$'],
  'shamir-secret-sharing': ['^src/crypto/secret-sharing\\.ts$'],
  preact: ['^src/page/'],
  pako: ['^src/crypto/payload\\.ts$'],
  '@noble/hashes': [
    ...['^src/keys/digital-product-id4\\.ts$', '^src/record/removed\\.ts$'],
    '^src/household/keepass-database\\.ts$',
  ],
  kdbxweb: ['^src/household/keepass-database\\.ts$'],
  htmlparser2: ['^src/text/markup\\.ts$'],
  'csv-parse': ['^src/collect/produkey/delimited\\.ts$'],
  'native-reg': ['^src/registry/live-registry\\.ts$'],
  qr: ['^src/restore/qr/qr-writer\\.ts$'],
  'zxing-wasm': ['^src/restore/qr/qr-reader\\.ts$'],
  koffi: ['^src/system/kernel32\\.ts$'],
  keytar: ['^src/targets/credential-store/process\\.ts$'],
  '@aws-sdk/client-s3': ['^src/targets/s3/client\\.ts$'],
  // Shapes of what comes from outside: files, answers of programs, options, results as JSON.
  valibot: [
    '^src/(record|report|household|collect)/',
    '^src/targets/',
    '^src/vault/memory/state\\.ts$',
    '^src/windows/products/product\\.ts$',
  ],
};

/** A package as it stands in an import: where it was found, or by its name where it was not. */
const ofPackage = (name) => `(^|/)node_modules/${name}/|^${name}(/|$)`;

const owned = ([name, files]) => ({
  name: `${name.replace(/\W+/g, '-').replace(/^-/, '')}-owner`,
  comment: `${name} is imported in ${files.join(', ')} alone`,
  severity: 'error',
  from: { path: '^src/', pathNot: files },
  to: { path: ofPackage(name) },
});

/** Forbids modules whatever they import and whoever imports them, or nobody. */
const nowhere = (name, comment, condition) =>
  [
    { from: condition, to: {} },
    { from: {}, to: condition },
    { from: { ...condition, orphan: true }, to: {} },
  ].map((rule) => ({ name, comment, severity: 'error', ...rule }));

module.exports = {
  forbidden: [
    ...nowhere(
      'layer-without-rule',
      'a folder or file at the root of src is a layer of the table',
      {
        path: '^src/',
        pathNot: Object.keys(layers).map(ofLayer),
      },
    ),
    ...nowhere('file-name', 'a file is named after what it holds', {
      path: '^src.*/(index|utils?|helpers?|types|common|misc)\\.tsx?$',
    }),
    ...Object.entries(layers).map(only),
    {
      name: 'portable',
      comment: 'these layers also run in a browser',
      severity: 'error',
      from: { path: portable.map(ofLayer) },
      to: { path: ofNode },
    },
    {
      name: 'portable-reach',
      comment: 'what runs in a browser imports nothing that needs Node, by no detour either',
      severity: 'error',
      from: { path: [...portable.map(ofLayer), ...readers] },
      to: { path: ofNode, reachable: true },
    },
    ...Object.entries(owners).map(owned),
    {
      name: 'unknown-import',
      comment: 'src imports its own modules, those of Node and the packages that have an owner',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', ofNode, ...Object.keys(owners).map(ofPackage)] },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
