// A task of the Windows Task Scheduler: daily and at sign-in, with the rights of the user who is signed in, so
// that no password is part of it. Sources: Task Scheduler Schema (learn.microsoft.com/windows/win32/taskschd),
// schtasks; the quoting of CommandLineToArgvW.
import { win32 } from 'node:path';
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

/** The text of the task. @param from when it begins: that day, at noon */
export function taskXml({ command }: ScheduledJob, user: string, from: Date): string {
  const [program, ...args] = withoutWindow(command);
  const day = from.toISOString().slice(0, 10);
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${escaped(scheduleWords)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>${day}T12:00:00</StartBoundary>
      <RandomDelay>PT10M</RandomDelay>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
    <LogonTrigger>
      <UserId>${escaped(user)}</UserId>
      <Delay>PT5M</Delay>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${escaped(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>P1D</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(program)}</Command>
      <Arguments>${escaped(args.map(windowsQuoted).join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** A console program brings a window along, unless the one that makes it is told otherwise. */
function withoutWindow(command: ScheduledJob['command']): ScheduledJob['command'] {
  return ['%SystemRoot%\\System32\\conhost.exe', '--headless', ...command];
}

/** One argument, as programs of Windows take it apart again. */
export function windowsQuoted(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  const escapedQuotes = word.replaceAll(/(\\*)"/g, '$1$1\\"');
  return `"${escapedQuotes.replace(/(\\+)$/, '$1$1')}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The name of a user's task: tasks are in one list for all users of the PC. */
export function taskName(user: string): string {
  const plain = (user.split('\\').at(-1) ?? user).replaceAll(/[\\/:*?"<>|]/g, '_');
  return `${scheduleName} (${plain})`;
}

/** The scheduler. */
export function taskScheduler(effects: ScheduleEffects): Scheduler {
  const { user, run } = effects;
  const name = taskName(user);
  const schtasks = (signal: AbortSignal, ...args: readonly string[]): Promise<ProgramEnd> =>
    run(['schtasks.exe', ...args], signal);
  const state = async (signal: AbortSignal): Promise<ScheduleState> => {
    const there = await schtasks(signal, '/Query', '/TN', name);
    if (there.status !== 0)
      return there.status === null ? { ...notScheduled, fault: saidBy(there) } : notScheduled;
    const told = await run([powerShell, ...powerShellFlags, timesScript(name)], signal);
    return { ...notScheduled, ...timesOf(told.stdout), state: 'on' };
  };
  return {
    kind: 'windows-task',
    places: [name],
    on: async (job, signal) => {
      const file = win32.join(effects.temporary, `${scheduleName}-task.xml`);
      await effects.write(file, utf16(taskXml(job, user, effects.now())));
      try {
        const made = await schtasks(signal, '/Create', '/F', '/TN', name, '/XML', file);
        return made.status === 0 ? await state(signal) : { ...notScheduled, fault: saidBy(made) };
      } finally {
        await effects.remove(file);
      }
    },
    off: async (signal) => {
      const { state: before } = await state(signal);
      if (before === 'off') return { wasOn: false, fault: null };
      const deleted = await schtasks(signal, '/Delete', '/F', '/TN', name);
      return { wasOn: true, fault: deleted.status === 0 ? null : saidBy(deleted) };
    },
    state,
  };
}

const powerShell = 'WindowsPowerShell\\v1.0\\powershell.exe';
const powerShellFlags = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'];

/** What schtasks prints of times depends on the language of Windows; this does not. */
function timesScript(name: string): string {
  const utc = (member: string): string =>
    `$(if ($i.${member}) { $i.${member}.ToUniversalTime().ToString('s') })`;
  return (
    `$i = Get-ScheduledTaskInfo -TaskName '${name.replaceAll("'", "''")}'; ` +
    `"${utc('LastRunTime')}|${utc('NextRunTime')}"`
  );
}

/** The result that the task notes is that of what hides the window, so it is not taken for the push's. */
function timesOf(text: string): Pick<ScheduleState, 'lastRun' | 'nextRun'> {
  const [last = '', next = ''] = text.trim().split('|');
  return { lastRun: timeOf(last), nextRun: timeOf(next) };
}

/** A task that never ran has a time of 1999. */
function timeOf(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) || text < '2000') return null;
  return new Date(`${text}Z`);
}

/** As schtasks takes a file: little-endian with its mark. */
function utf16(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le'));
}
