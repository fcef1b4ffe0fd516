// How a helper is started and reached: as a child process over the channel that Node makes for it, or
// as a thread. What is said over it is calls.ts's concern.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { neededVariables } from '../child-environment.js';
import type { Numbered, Reply } from './message.js';

/** What to run. */
export interface HelperProgram {
  readonly program: URL;
  /** For the process, besides what every program is given. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a connection tells of. */
export interface Heard {
  reply(reply: Reply): void;
  ended(reason: string): void;
}

/** A helper that was started. */
export interface Connection {
  send(message: Numbered<unknown>): void;
  /** Whether this program may not end while the helper runs. */
  keepRunning(isWaitedFor: boolean): void;
  kill(): void;
}

/** A child process. It ends when this program does. */
export function processConnection(
  { program, environment = {} }: HelperProgram,
  heard: Heard,
): Connection {
  const child = fork(fileURLToPath(program), {
    // Dates and lists go over as they are.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...neededVariables(), ...environment },
  });
  child.on('message', (message) => {
    heard.reply(message as unknown as Reply);
  });
  child.on('error', (error) => {
    heard.ended(error.message);
  });
  child.on('exit', (code, signal) => {
    heard.ended(signal ?? `status ${String(code)}`);
  });
  child.unref();
  child.channel?.unref();
  return {
    send: (message) => {
      child.send(message, (error) => {
        if (error !== null) heard.ended(error.message);
      });
    },
    keepRunning: (isWaitedFor) => {
      if (isWaitedFor) child.channel?.ref();
      else child.channel?.unref();
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** A thread of this process. */
export function threadConnection(program: URL, heard: Heard): Connection {
  const thread = new Worker(program);
  thread.on('message', (message: Reply) => {
    heard.reply(message);
  });
  thread.on('error', (error) => {
    heard.ended(error instanceof Error ? error.message : String(error));
  });
  thread.on('exit', (code) => {
    heard.ended(`status ${code}`);
  });
  thread.unref();
  return {
    send: (message) => {
      thread.postMessage(message);
    },
    keepRunning: (isWaitedFor) => {
      if (isWaitedFor) thread.ref();
      else thread.unref();
    },
    kill: () => {
      void thread.terminate();
    },
  };
}
