// Runs a command under strace and tells which calls change files, anywhere but in /dev and /proc.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './on-path.js';
import { type Run, type TestUser, programFile, startProcess } from './program.js';
import type { RealPart } from './real-parts.js';

/** Ask for it with `realPart(stracePart)`. */
export const stracePart: RealPart<string> = {
  name: 'strace',
  install: 'apt-get install -y strace',
  find: () => (process.platform === 'linux' ? onPath('strace') : null),
};

/** A run of the program, and what it did to files. */
export interface TracedRun extends Run {
  /** Each call that opened a file for writing, or made, renamed, removed or altered one, as strace shows it. */
  readonly changes: readonly string[];
  /** How many files were opened at all: none would mean that nothing was traced. */
  readonly opened: number;
}

const opening = /\bopen(?:at|at2)?\(.*?"((?:[^"\\]|\\.)*)".*?\b(O_RDONLY|O_WRONLY|O_RDWR)(\S*)/;
const changing = [
  ...['creat', 'mkdir', 'mkdirat', 'mknod', 'mknodat', 'rename', 'renameat', 'renameat2', 'link'],
  ...['linkat', 'symlink', 'symlinkat', 'unlink', 'unlinkat', 'rmdir', 'truncate', 'ftruncate'],
  ...['chmod', 'fchmod', 'fchmodat', 'chown', 'fchown', 'fchownat', 'lchown', 'utime', 'utimes'],
  ...['utimensat', 'futimesat', 'setxattr', 'fsetxattr', 'lsetxattr', 'fallocate'],
];
const change = new RegExp(`^\\d+ +(?:${changing.join('|')})\\(`);

/** Runs the built program as the user, traced with all its threads and children. */
export async function runTraced(
  strace: string,
  user: TestUser,
  args: readonly string[],
): Promise<TracedRun> {
  const log = join(user.folder, 'strace.log');
  const calls = `open,openat,openat2,${changing.join(',')}`;
  const trace = ['-f', '-qq', '-s', '4096', '-e', `trace=${calls.replaceAll(/([^,]+)/g, '?$1')}`];
  const command = [strace, ...trace, '-o', log, process.execPath, programFile, ...args];
  // Calls that go through io_uring would not be seen.
  const environment = { ...user.environment, UV_USE_IO_URING: '0' };
  const run = await startProcess(command, { environment, cwd: user.folder, stdin: '' }).ended;
  const lines = readFileSync(log, 'utf8').split('\n');
  const opens = lines.filter((line) => opening.test(line));
  const changes = lines.filter((line) => change.test(line) || opensForWriting(line));
  return { ...run, changes: changes.filter((line) => !isOfTheSystem(line)), opened: opens.length };
}

function opensForWriting(line: string): boolean {
  const [, , mode, flags = ''] = opening.exec(line) ?? [];
  return mode !== undefined && (mode !== 'O_RDONLY' || flags.includes('O_CREAT'));
}

function isOfTheSystem(line: string): boolean {
  // What is reached through an open folder lies in that folder.
  return /^[^"]*"\/(?:dev|proc)\/(?!self\/fd\/\d+\/)/.test(line);
}
