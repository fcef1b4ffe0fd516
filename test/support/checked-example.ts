// TypeScript out of a page of docs/, type-checked as if it stood in the tree, under the project's own
// strict settings. Nothing is written: the compiler is told of files that are not there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from './program.js';

/** The block of a page that begins with its path as a comment: `// src/targets/drawer.ts`. */
export function exampleIn(page: string, path: string): string {
  const text = readFileSync(join(projectRoot, page), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const block = blocks.find((one) => one.startsWith(`// ${path}\n`));
  if (block === undefined) throw new Error(`${page} has no example of ${path}`);
  return block;
}

/** Files of the project and of packages, read once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What tsc has against the files, by their paths in the project; empty when nothing. */
export function typeErrors(files: ReadonlyMap<string, string>): string[] {
  const options = strictOptions();
  const texts = new Map([...files].map(([path, text]) => [join(projectRoot, path), text]));
  const host = ts.createCompilerHost(options);
  const real = { ...host };
  host.fileExists = (file) => texts.has(file) || real.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? real.readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, target);
    if (!parsed.has(file)) parsed.set(file, real.getSourceFile(file, target, ...rest));
    return parsed.get(file);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  // The rest of the project has its own check.
  const own = program.getSourceFiles().filter(({ fileName }) => texts.has(fileName));
  return own
    .flatMap((file) => ts.getPreEmitDiagnostics(program, file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function strictOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  ) as { config: { compilerOptions: { strict?: boolean } } };
  if (config.compilerOptions.strict !== true) throw new Error('the project is not strict');
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, projectRoot).options;
}
