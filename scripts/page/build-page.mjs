// Makes RESTORE.html: the page of src/page with its worker, its style and its policy, in one file without
// backups. Two runs make the same bytes; the kit fills in what src/restore/page-data.ts says.
// node scripts/page/build-page.mjs [FILE]
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licences, packagesOf } from '../package-licences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const part = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The page as text, and the packages inside it. */
export async function page() {
  const worker = await bundled('src/page/worker.ts');
  const program = await bundled('src/page/page.tsx', withWorker(worker.code));
  const packages = packagesOf([...worker.modules, ...program.modules]);
  const style = minifiedStyle(part('page.css'));
  const check = (await bundled('scripts/page/old-browser.js')).code;
  const parts = { style, check: asInline(check), program: asInline(program.code) };
  const policy = policyOf(parts);
  const said = { ...parts, policy, licences: licences(packages) };
  const text = part('page.html').replaceAll(/\{\{(\w+)\}\}/g, (_, name) => said[name]);
  return { text, packages };
}

/**
 * What the page may do: run its own scripts, told by their hashes, and compile libsodium; have its own style;
 * start a worker that it made itself. It may load, send and embed nothing.
 */
function policyOf({ style, check, program }) {
  return [
    "default-src 'none'",
    `script-src ${hashOf(check)} ${hashOf(program)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** One classic script of the entry and all that it imports. */
async function bundled(input, ...plugins) {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    ...{ cwd: root, input, platform: 'browser', plugins, logLevel: 'warn' },
    // libsodium looks for its own address where it runs in Node.
    ...{ tsconfig: 'src/page/tsconfig.json', transform: { define: { 'import.meta': '{}' } } },
  });
  const { output } = await build.generate({
    ...{ format: 'iife', minify: true, comments: { legal: false }, codeSplitting: false },
  });
  await build.close();
  const [{ code, moduleIds }, ...more] = output;
  if (more.length > 0) throw new Error(`${input} became ${output.length} files`);
  return { code, modules: moduleIds };
}

/** The worker's text in the place of the module that stands for it. */
function withWorker(code) {
  return {
    name: 'worker-source',
    load: (id) =>
      /[\\/]src[\\/]page[\\/]worker-source\.ts$/.test(id)
        ? `export const workerSource = ${JSON.stringify(code)};`
        : null,
  };
}

/** A script inside a page ends at the first end tag; in a string of it a backslash hides that. */
function asInline(code) {
  const text = code.trim().replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`);
  if (/<\/script|<!--/i.test(text)) throw new Error('a script holds the end of itself');
  return text;
}

/** Without comments and indents. */
function minifiedStyle(text) {
  return text
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}

/** Writes the page. */
export async function buildPage(file = join(root, 'bundle', 'RESTORE.html')) {
  const { text, packages } = await page();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { bytes: Buffer.byteLength(text), packages };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bytes } = await buildPage(process.argv[2]);
  console.log(`RESTORE.html: ${Math.round(bytes / 1024)} KB`);
}
