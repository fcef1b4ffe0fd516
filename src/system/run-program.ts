// Runs a program of the operating system to its end: bounded in time and output, given nothing but the
// variables that it needs, and never looked up in the working folder.
import { type ExecFileException, execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join, win32 } from 'node:path';
import { neededVariables } from './child-environment.js';

/** How it ended. */
export interface ProgramEnd {
  /** Null where it is not installed, or did not end in time. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of the system by its name. Rejects only with the signal's reason.
 * @param input what it reads: a secret is given so, and never as an argument, which other programs can read
 */
export type RunProgram = (
  command: readonly [name: string, ...args: readonly string[]],
  signal: AbortSignal,
  input?: string,
) => Promise<ProgramEnd>;

const timeout = 30_000;
const maxBuffer = 1024 * 1024;

/** Runs it here. */
export const runProgram: RunProgram = async ([name, ...args], signal, input = '') => {
  const program = programPath(name);
  const options = { timeout, maxBuffer, signal, env: neededVariables(), windowsHide: true };
  const end = await new Promise<ProgramEnd>((resolve) => {
    if (program === null) {
      resolve({ status: null, stdout: '', stderr: `${name} is not installed` });
      return;
    }
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ status: statusOf(error), stdout, stderr });
    });
    // One that ends without reading tells that by its status.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
  signal.throwIfAborted();
  return end;
};

function statusOf(error: ExecFileException | null): number | null {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : null;
}

/** Windows' own programs lie in one folder; elsewhere the entries of PATH that depend on nothing are asked. */
export function programPath(name: string): string | null {
  if (process.platform === 'win32')
    return win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', name);
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => isAbsolute(entry));
  return (
    [...folders, '/usr/bin', '/bin'].map((folder) => join(folder, name)).find(isProgram) ?? null
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
