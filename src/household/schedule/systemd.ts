// A user timer of systemd with its service: once a day, a day that was slept through made up for.
// Sources: systemd.service(5), systemd.timer(5), systemd.syntax(7); systemctl(1) for `--timestamp`.
import { join } from 'node:path';
import type { ProgramEnd } from '../../system/run-program.js';
import {
  type ScheduleEffects,
  type ScheduleState,
  type ScheduledJob,
  type Scheduler,
  notScheduled,
  saidBy,
  scheduleName,
  scheduleWords,
} from './scheduler.js';

const service = `${scheduleName}.service`;
const timer = `${scheduleName}.timer`;

/** The text of the service. */
export function serviceUnit({ command, variables }: ScheduledJob): string {
  const [program, ...args] = command;
  const exec = [quoted(program), ...args.map((one) => quoted(one).replaceAll('$', '$$$$'))];
  const environment = Object.entries(variables).map(
    ([name, value]) => `Environment=${quoted(`${name}=${value}`)}\n`,
  );
  return `[Unit]
Description=${scheduleWords}

[Service]
Type=oneshot
ExecStart=${exec.join(' ')}
${environment.join('')}TimeoutStartSec=infinity
Nice=10
IOSchedulingClass=idle
`;
}

/** The text of the timer. */
export function timerUnit(): string {
  return `[Unit]
Description=${scheduleWords}

[Timer]
OnCalendar=daily
OnStartupSec=5min
RandomizedDelaySec=10min
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** One word, whatever is in it: in quotes, specifiers and escapes doubled. */
function quoted(word: string): string {
  const escaped = word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** The scheduler. */
export function systemdScheduler(effects: ScheduleEffects): Scheduler {
  const folder = join(effects.configHome, 'systemd', 'user');
  const places = [join(folder, timer), join(folder, service)];
  const systemctl = (signal: AbortSignal, ...args: readonly string[]): Promise<ProgramEnd> =>
    effects.run(['systemctl', '--user', '--no-ask-password', ...args], signal);
  const state = async (signal: AbortSignal): Promise<ScheduleState> => {
    if (!(await effects.exists(join(folder, timer)))) return notScheduled;
    const properties = ['UnitFileState', 'LastTriggerUSec', 'NextElapseUSecRealtime'];
    const shown = await systemctl(signal, 'show', timer, ...asked(properties));
    if (shown.status !== 0) return { ...notScheduled, state: 'written', fault: saidBy(shown) };
    const told = propertiesOf(shown.stdout);
    const ended = await systemctl(signal, 'show', service, ...asked(['ExecMainStatus']));
    const lastRun = timeOf(told.get('LastTriggerUSec'));
    const status = Number(propertiesOf(ended.stdout).get('ExecMainStatus') ?? 'none');
    return {
      state: told.get('UnitFileState') === 'enabled' ? 'on' : 'written',
      lastRun,
      lastStatus: lastRun === null || !Number.isInteger(status) ? null : status,
      nextRun: timeOf(told.get('NextElapseUSecRealtime')),
      fault: null,
    };
  };
  return {
    kind: 'systemd-timer',
    places,
    on: async (job, signal) => {
      const encoder = new TextEncoder();
      await effects.write(join(folder, service), encoder.encode(serviceUnit(job)));
      await effects.write(join(folder, timer), encoder.encode(timerUnit()));
      await systemctl(signal, 'daemon-reload');
      const enabled = await systemctl(signal, 'enable', '--now', timer);
      if (enabled.status === 0) return state(signal);
      return { ...notScheduled, state: 'written', fault: saidBy(enabled) };
    },
    off: async (signal) => {
      if (!(await effects.exists(join(folder, timer)))) return { wasOn: false, fault: null };
      const disabled = await systemctl(signal, 'disable', '--now', timer);
      for (const place of places) await effects.remove(place);
      await systemctl(signal, 'daemon-reload');
      return { wasOn: true, fault: disabled.status === 0 ? null : saidBy(disabled) };
    },
    state,
  };
}

function asked(properties: readonly string[]): readonly string[] {
  return ['--timestamp=unix', `--property=${properties.join(',')}`];
}

function propertiesOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('\n').map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, Math.max(0, at)), line.slice(at + 1).trim()];
  });
  return new Map(pairs);
}

/** `@1764288000`; nothing, `n/a` or 0 for never. */
function timeOf(text = ''): Date | null {
  const seconds = Number(/^@(\d{1,12})$/.exec(text)?.[1] ?? 0);
  return seconds === 0 ? null : new Date(seconds * 1000);
}
