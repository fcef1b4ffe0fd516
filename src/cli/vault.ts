#!/usr/bin/env node
// The program's entry: runs it and ends with its exit status.
import { systemCode } from '../errors.js';
import { runProgram } from './program.js';

// A reader that closes early (`vault list | head -1`) is no failure of ours, and no reason to leave
// a push half done.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
  });
}

process.exitCode = await runProgram(process.argv.slice(2));
