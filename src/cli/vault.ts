#!/usr/bin/env node
// The program's entry: runs it and ends with its exit status.
import { exitStatus, systemCode } from '../errors.js';
import { runProgram } from './program.js';

// A reader that closes early (`vault list | head -1`) is no failure of ours, and no reason to leave
// a push half done.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
  });
}

const status = await runProgram(process.argv.slice(2));
process.exitCode = status;
// A file that nobody writes to (a pipe) would keep the process waiting after Ctrl-C.
if (status === exitStatus.interrupted) process.exit(status);
