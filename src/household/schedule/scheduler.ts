// The contract of what starts a push by itself: the scheduler of each system is a file beside this one. No
// passphrase is ever part of what is scheduled.
import type { ProgramEnd, RunProgram } from '../../system/run-program.js';

/** What is started. */
export interface ScheduledJob {
  /** The program with its arguments, each path absolute. */
  readonly command: readonly [program: string, ...args: readonly string[]];
  /** What it needs of this user's variables, beside those that every session has. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What a scheduler tells. What it does not tell is null. */
export interface ScheduleState {
  /** `written` where its files are there and the scheduler does not know of them (yet). */
  readonly state: 'on' | 'written' | 'off';
  readonly lastRun: Date | null;
  /** The exit status of the last run. */
  readonly lastStatus: number | null;
  readonly nextRun: Date | null;
  /** What the scheduler said where it could not be asked. */
  readonly fault: string | null;
}

/** The scheduler of a system. Only expected failures are in what it gives back. */
export interface Scheduler {
  readonly kind: 'windows-task' | 'systemd-timer' | 'launchd-agent';
  /** What a person finds it by: files, or the name of a task. */
  readonly places: readonly string[];
  /** Puts the job in place of one that was there before. */
  on(job: ScheduledJob, signal: AbortSignal): Promise<ScheduleState>;
  /** Takes it out; whether one was there. */
  off(signal: AbortSignal): Promise<{ readonly wasOn: boolean; readonly fault: string | null }>;
  state(signal: AbortSignal): Promise<ScheduleState>;
}

/** How a scheduler reaches the system. */
export interface ScheduleEffects {
  readonly run: RunProgram;
  /** Writes a file for this user, and the folders above it. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Removes a file; whether it was there. */
  readonly remove: (path: string) => Promise<boolean>;
  readonly exists: (path: string) => Promise<boolean>;
  readonly home: string;
  /** `$XDG_CONFIG_HOME`, or what stands for it. */
  readonly configHome: string;
  /** A folder for a file of a moment. */
  readonly temporary: string;
  /** The account, as the system writes it. */
  readonly user: string;
  /** Its number; 0 where there is none. */
  readonly uid: number;
  readonly now: () => Date;
}

/** The name of what is scheduled. */
export const scheduleName = 'product-key-vault';

/** What people read of it in their system's own lists. */
export const scheduleWords = 'Backs up the product keys of this PC where something changed';

/** Nothing is scheduled. */
export const notScheduled: ScheduleState = {
  state: 'off',
  lastRun: null,
  lastStatus: null,
  nextRun: null,
  fault: null,
};

/** What tells of a failure, and what tells of a step that went well. */
const [failing, done] = [/fail|error|denied|refused|cannot|not /i, /^(?:Created|Removed) /];

/** What a program that failed said of that, on one line: the steps before it are not the fault. */
export function saidBy({ status, stderr, stdout }: ProgramEnd): string {
  const said = (stderr.trim() || stdout.trim()).split('\n').map((line) => line.trim());
  const lines = said.filter((line) => line !== '' && !done.test(line));
  const ended = status === null ? 'it did not end in time' : `it ended with status ${status}`;
  return lines.find((line) => failing.test(line)) ?? lines[0] ?? ended;
}
