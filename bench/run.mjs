// `npm run bench`: what reading a large hive costs, beside other readers in the same run. Figures are
// printed, never judged: machines differ, and a busy one lies.
//
//   npm run bench                      a generated hive of 124 MB
//   npm run bench -- SOFTWARE          also a hive of your own
//
// Each reader gets the values of CurrentVersion, as a process of its own; the median of the runs counts.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const runs = 15;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = join(tmpdir(), 'product-key-vault-bench');
const generated = join(folder, 'SOFTWARE');

mkdirSync(folder, { recursive: true });
if (!existsSync(generated)) {
  console.log('making a hive of 400,000 keys, once');
  execFileSync(process.execPath, ['--import', 'tsx', here('make-large-hive.ts'), generated]);
}

/** Milliseconds of the whole process, the median of all runs; null when it fails or is not there. */
function median(command, args) {
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const { status, error } = spawnSync(command, args, { stdio: 'ignore' });
    if (error !== undefined || status !== 0) return null;
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

function line(name, ms, note = '') {
  const time = ms === null ? 'not there' : `${ms.toFixed(1)} ms`;
  console.log(`  ${name.padEnd(28)}${time.padStart(12)}  ${note}`.trimEnd());
}

const empty = median(process.execPath, [here('empty.mjs')]);
console.log(`median of ${runs} runs, whole processes`);
line('an empty Node script', empty);
for (const hive of [generated, ...process.argv.slice(2)]) {
  console.log(`${hive} (${(statSync(hive).size / 1e6).toFixed(0)} MB)`);
  const ours = median(process.execPath, [here('read-hive.mjs'), hive]);
  const facts = spawnSync(process.execPath, [here('read-hive.mjs'), hive, '--count'], {
    encoding: 'utf8',
  });
  const over =
    ours === null || empty === null ? '' : `${(ours - empty).toFixed(1)} ms over empty; `;
  line('this program', ours, over + facts.stdout.trim());
  line('hivexget', median('hivexget', [hive, '\\Microsoft\\Windows NT\\CurrentVersion']));
  line('libregf (Python)', median('/usr/bin/python3', [here('read_hive.py'), hive]));
}
