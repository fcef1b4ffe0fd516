// A launchd agent of macOS: at sign-in and once a day; a day that was slept through is made up for on waking.
// Sources: launchd.plist(5), launchctl(1).
import { posix } from 'node:path';
import type { ProgramEnd } from '../../system/run-program.js';
import {
  type ScheduleEffects,
  type ScheduleState,
  type ScheduledJob,
  type Scheduler,
  notScheduled,
  saidBy,
  scheduleName,
} from './scheduler.js';

/** The text of the agent. */
export function agentPlist({ command, variables }: ScheduledJob): string {
  const words = command.map((word) => `    <string>${escaped(word)}</string>\n`).join('');
  const pairs = Object.entries(variables).map(
    ([name, value]) => `    <key>${escaped(name)}</key>\n    <string>${escaped(value)}</string>\n`,
  );
  const environment =
    pairs.length === 0
      ? ''
      : `  <key>EnvironmentVariables</key>\n  <dict>\n${pairs.join('')}  </dict>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${scheduleName}</string>
  <key>ProgramArguments</key>
  <array>
${words}  </array>
${environment}  <key>RunAtLoad</key>
  <true/>
  <key>StartCalendarInterval</key>
  <dict>
    <key>Hour</key>
    <integer>12</integer>
    <key>Minute</key>
    <integer>7</integer>
  </dict>
  <key>ProcessType</key>
  <string>Background</string>
</dict>
</plist>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The scheduler. */
export function launchdScheduler(effects: ScheduleEffects): Scheduler {
  const file = posix.join(effects.home, 'Library', 'LaunchAgents', `${scheduleName}.plist`);
  const domain = `gui/${effects.uid}`;
  const launchctl = (signal: AbortSignal, ...args: readonly string[]): Promise<ProgramEnd> =>
    effects.run(['launchctl', ...args], signal);
  const state = async (signal: AbortSignal): Promise<ScheduleState> => {
    if (!(await effects.exists(file))) return notScheduled;
    const shown = await launchctl(signal, 'print', `${domain}/${scheduleName}`);
    if (shown.status !== 0) return { ...notScheduled, state: 'written', fault: saidBy(shown) };
    const last = /^\s*last exit code = (\d{1,3})\b/m.exec(shown.stdout)?.[1];
    return { ...notScheduled, state: 'on', lastStatus: last === undefined ? null : Number(last) };
  };
  return {
    kind: 'launchd-agent',
    places: [file],
    on: async (job, signal) => {
      await effects.write(file, new TextEncoder().encode(agentPlist(job)));
      // An earlier one is taken out first; there need not be one.
      await launchctl(signal, 'bootout', `${domain}/${scheduleName}`);
      const loaded = await launchctl(signal, 'bootstrap', domain, file);
      if (loaded.status === 0) return state(signal);
      return { ...notScheduled, state: 'written', fault: saidBy(loaded) };
    },
    off: async (signal) => {
      if (!(await effects.exists(file))) return { wasOn: false, fault: null };
      const out = await launchctl(signal, 'bootout', `${domain}/${scheduleName}`);
      await effects.remove(file);
      return { wasOn: true, fault: out.status === 0 ? null : saidBy(out) };
    },
    state,
  };
}
