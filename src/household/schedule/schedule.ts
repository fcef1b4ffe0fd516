// What pushes by itself on this PC: the job, and the scheduler of the system that it is given to.
import { lstat, rm } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCode } from '../../errors.js';
import { replaceDurably } from '../../system/durable-write.js';
import { makeFolders } from '../../system/make-folders.js';
import { runProgram } from '../../system/run-program.js';
import { launchdScheduler } from './launchd.js';
import type { ScheduleEffects, ScheduledJob, Scheduler } from './scheduler.js';
import { systemdScheduler } from './systemd.js';
import { taskScheduler } from './windows-task.js';

/** What the scheduled push is told; each path absolute. */
export interface PushToSchedule {
  /** Node, and the program's file. */
  readonly program: readonly [node: string, script: string];
  readonly configFile: string;
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly waitMinutes: number;
  /** The flags that say where the passphrase comes from; none where a key is remembered. */
  readonly passphrase: readonly string[];
}

/** The push as a job: quiet, since nobody looks, and patient, since a stick may lie in a drawer. */
export function pushJob(push: PushToSchedule, environment: NodeJS.ProcessEnv): ScheduledJob {
  const { program, configFile, to, from, waitMinutes, passphrase } = push;
  const [node, script] = program;
  return {
    command: [
      ...([node, script, 'push', '--quiet', '--config', configFile] as const),
      ...['--when-present', '--wait-at-most', String(waitMinutes)],
      ...to.flatMap((place) => ['--to', place]),
      ...from.flatMap((source) => ['--from', source]),
      ...passphrase,
    ],
    variables: Object.fromEntries(
      kept.flatMap((name) => {
        const value = environment[name];
        return value === undefined || value === '' ? [] : [[name, value]];
      }),
    ),
  };
}

/** What says where this user's state is, and what a session may not have that was not started by a shell. */
const kept = ['XDG_STATE_HOME', 'XDG_CONFIG_HOME'] as const;

/** The scheduler of this system. */
export function schedulerOf(
  platform: NodeJS.Platform = process.platform,
  effects: ScheduleEffects = scheduleEffects(),
): Scheduler {
  if (platform === 'win32') return taskScheduler(effects);
  return platform === 'darwin' ? launchdScheduler(effects) : systemdScheduler(effects);
}

function scheduleEffects(): ScheduleEffects {
  const home = homedir();
  const { username, uid } = userInfo();
  const { USERDOMAIN: domain, XDG_CONFIG_HOME: configHome = '' } = process.env;
  return {
    run: runProgram,
    write: async (path, bytes) => {
      await makeFolders(dirname(path));
      await replaceDurably(path, bytes);
    },
    remove: async (path) => {
      const wasThere = await exists(path);
      await rm(path, { force: true });
      return wasThere;
    },
    exists,
    home,
    configHome: configHome === '' ? join(home, '.config') : configHome,
    temporary: tmpdir(),
    user: domain === undefined ? username : `${domain}\\${username}`,
    uid,
    now: () => new Date(),
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
