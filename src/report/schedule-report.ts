// What is scheduled, as data.
import * as v from 'valibot';
import { schema } from './json-output.js';

/** `vault schedule --json` */
export const scheduleOutput = v.object({
  schema,
  /** `written`: the files are there, and the scheduler does not know of them. */
  state: v.picklist(['on', 'written', 'off']),
  kind: v.picklist(['windows-task', 'systemd-timer', 'launchd-agent']),
  /** The files, or the name of the task. */
  places: v.array(v.string()),
  /** What is started, where this run scheduled it. */
  command: v.nullable(v.array(v.string())),
  lastRun: v.nullable(v.string()),
  /** Its exit status, where the scheduler knows it. */
  lastStatus: v.nullable(v.number()),
  nextRun: v.nullable(v.string()),
  /** What the scheduler said where it could not be asked or did not do it. */
  fault: v.nullable(v.string()),
});

export type ScheduleOutput = v.InferOutput<typeof scheduleOutput>;

/** What a scheduler told. */
export interface Scheduled extends Pick<ScheduleOutput, 'state' | 'kind' | 'lastStatus' | 'fault'> {
  readonly places: readonly string[];
  readonly command: readonly string[] | null;
  readonly lastRun: Date | null;
  readonly nextRun: Date | null;
}

/** It as data. */
export function scheduleReport(scheduled: Scheduled): Omit<ScheduleOutput, 'schema'> {
  const { places, command, lastRun, nextRun, ...rest } = scheduled;
  return {
    ...rest,
    places: [...places],
    command: command === null ? null : [...command],
    lastRun: timeWords(lastRun),
    nextRun: timeWords(nextRun),
  };
}

function timeWords(time: Date | null): string | null {
  return time === null ? null : `${time.toISOString().slice(0, 19)}Z`;
}
