// Reads the values of CurrentVersion with the built reader. With --count it prints what that took.
import fs from 'node:fs';
import { openHive } from '../dist/registry/hive/hive.js';

const [path, count] = process.argv.slice(2);
let bytesRead = 0;
let reads = 0;
if (count !== undefined) {
  const readSync = fs.readSync;
  fs.readSync = (...args) => {
    const length = readSync(...args);
    bytesRead += length;
    reads += 1;
    return length;
  };
  const { syncBuiltinESMExports } = await import('node:module');
  syncBuiltinESMExports();
}
const hive = openHive(path);
const key = hive.root.subkey('Microsoft\\Windows NT\\CurrentVersion');
if (key === null) process.exit(1);
const values = [...key.values()].length;
hive.close();
if (count !== undefined) {
  const rss = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `${values} values, ${reads} reads, ${(bytesRead / 1024).toFixed(0)} KiB, ${rss} MB of memory`,
  );
}
