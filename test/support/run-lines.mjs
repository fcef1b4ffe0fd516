// Runs many command lines one after the other in one process, as the program itself would run each, and
// prints what each wrote: starting a process for each would take minutes.
// The working folder is emptied before each: what one line made under a word is a known name to the next.
// node run-lines.mjs LINES.json
import { readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';

const [, , file] = process.argv;
const { runProgram } = await import(new URL('../../dist/cli/program.js', import.meta.url));
process.setMaxListeners(0);
const never = new Promise(() => undefined);
// Something to wait for, whatever a command waits for.
const timer = setInterval(() => undefined, 1000);
const ended = [];
for (const args of JSON.parse(readFileSync(file, 'utf8'))) {
  for (const name of readdirSync('.')) rmSync(name, { recursive: true, force: true });
  let output = '';
  const take = (chunk, ...rest) => {
    output += String(chunk);
    rest.find((one) => typeof one === 'function')?.();
    return true;
  };
  process.stdout.write = take;
  process.stderr.write = take;
  const status = await runProgram(args, never);
  ended.push({ args, status, output });
}
clearInterval(timer);
writeSync(1, JSON.stringify(ended));
process.exit(0);
