// The clipboard of the desktop, by the programs that the system has for it. The text goes through their standard
// input, never through their arguments, which every other program can read.
import { spawn } from 'node:child_process';
import { neededVariables } from './child-environment.js';
import { programPath } from './run-program.js';

/** A program, and what it is told. */
type Command = readonly [name: string, ...args: readonly string[]];

/** Where it is looked; both have a usual value. */
export interface ClipboardOptions {
  readonly platform?: NodeJS.Platform;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Longer than any of them needs for a line of text. */
const timeoutMs = 10_000;

/** The programs that put their input onto the clipboard here, in the order in which they are tried. */
export function clipboardCommands({
  platform = process.platform,
  environment = process.env,
}: ClipboardOptions = {}): readonly Command[] {
  if (platform === 'win32') return [['clip.exe']];
  if (platform === 'darwin') return [['pbcopy']];
  const isSet = (value = ''): boolean => value !== '';
  const wayland: Command[] = isSet(environment['WAYLAND_DISPLAY']) ? [['wl-copy']] : [];
  const x11: Command[] = isSet(environment['DISPLAY'])
    ? [
        ['xclip', '-selection', 'clipboard'],
        ['xsel', '--clipboard', '--input'],
      ]
    : [];
  return [...wayland, ...x11];
}

/**
 * Puts the text onto the clipboard.
 * @returns the program that did, or null where none is there or none succeeds.
 */
export async function copyToClipboard(
  text: string,
  signal: AbortSignal,
  options: ClipboardOptions = {},
): Promise<string | null> {
  for (const command of clipboardCommands(options)) {
    signal.throwIfAborted();
    if (await hasTaken(command, text, signal)) return command[0];
  }
  signal.throwIfAborted();
  return null;
}

/** Those of X11 and Wayland leave a process behind that holds the text: the first one's end counts. */
function hasTaken([name, ...args]: Command, text: string, signal: AbortSignal): Promise<boolean> {
  const program = programPath(name);
  if (program === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: neededVariables(),
      signal,
      timeout: timeoutMs,
      windowsHide: true,
    });
    child.on('error', () => {
      resolve(false);
    });
    child.on('exit', (status) => {
      resolve(status === 0);
    });
    // One that ends without reading tells that by its status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
}
