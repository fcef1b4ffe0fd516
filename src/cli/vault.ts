#!/usr/bin/env node
// The program's entry: runs it and ends with its exit status.
import { exitStatus, systemCode } from '../errors.js';
import { runProgram } from './program.js';

// A reader that closes early (`vault list | head -1`) is no failure of ours.
process.stdout.on('error', (error) => {
  if (systemCode(error) === 'EPIPE') process.exit(exitStatus.ok);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2));
