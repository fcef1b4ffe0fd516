// Given to Node with --import: tells on standard error each module that is loaded, a line each, those of
// Node itself at the end. It runs twice: in the program, and in the thread of Node's loader.
import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const tell = (name) => writeSync(2, `loaded ${name}\n`);

if (isMainThread) {
  register(import.meta.url);
  process.on('exit', () => {
    for (const name of process.moduleLoadList) tell(name);
  });
}

/** Node's hook: called for every module, also for those of CommonJS that a module imports. */
export function load(url, context, nextLoad) {
  tell(url);
  return nextLoad(url, context);
}
