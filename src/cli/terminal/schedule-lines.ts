// What is scheduled, in words.
import type { Scheduled } from '../../report/schedule-report.js';
import { commandLine } from './invocation.js';
import { localTime } from './local-time.js';
import { printData, printable, say, sayAlways } from './output.js';

/** Says whether this PC pushes by itself, when it did and will, and what is wrong with that. */
export function sayScheduled(scheduled: Scheduled): void {
  const { state, kind, places, command, lastRun, lastStatus, nextRun, fault } = scheduled;
  printData(stateWords[state]);
  if (fault !== null) sayAlways(`The scheduler said: ${printable(fault)}`);
  if (state === 'off') return;
  if (state === 'written') say(howToTurnOn[kind]);
  if (lastRun !== null)
    printData(`  last   ${localTime(lastRun.toISOString())}${ended(lastStatus)}`);
  else if (lastStatus !== null) printData(`  last  ${ended(lastStatus)}`);
  if (nextRun !== null) printData(`  next   ${localTime(nextRun.toISOString())}`);
  for (const place of places) printData(`  where  ${printable(place)}`);
  if (command !== null) say(`It is ended with: ${commandLine('schedule', 'off')}`);
}

const stateWords = {
  on: 'This PC pushes by itself, once a day and after you sign in.',
  written: 'The push is written down, but the scheduler of the system does not know of it.',
  off: 'This PC does not push by itself.',
} as const;

const howToTurnOn = {
  'systemd-timer': 'Turn it on: systemctl --user enable --now product-key-vault.timer',
  'launchd-agent': 'It is taken up when you sign in the next time.',
  'windows-task': 'Open the Task Scheduler to see why.',
} as const;

function ended(status: number | null): string {
  if (status === null) return '';
  return status === 0 ? '  went well' : `  ended with status ${status}`;
}
