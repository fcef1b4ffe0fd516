// What a push says while it runs and when it ends.
import type { Collection } from '../../collect/collector.js';
import { exitStatus } from '../../errors.js';
import { beforeYouWipe } from '../../report/before-you-wipe.js';
import { commandLine } from './invocation.js';
import type { NamedTarget } from '../../vault/places/named-target.js';
import type { PushOptions, PushResult } from '../../vault/push.js';
import type { PassphraseSource } from '../../vault/opening/unlock.js';
import type { CollectWarning } from '../../record/warning.js';
import { printJson, printable, say, sayError, sayWarning } from './output.js';
import { shownWarning } from '../../report/json-output.js';
import { outcomeJson, outcomeStatus, targetLines } from './outcome-report.js';
import type { GeneratedPassphrase } from '../options/passphrase-options.js';
import { keyCount, licenceLines, pcLine } from './snapshot-report.js';
import { VaultError } from '../../errors.js';

type Events = Pick<PushOptions, 'onCollected' | 'onReady' | 'onTarget' | 'warn'>;

/** The listeners for a push, and what to say and exit with at its end. */
export interface PushReport {
  readonly events: Events;
  end(result: PushResult): number;
}

/** A report for one push. */
export function pushReport(run: {
  readonly json: boolean;
  readonly passphrase: PassphraseSource | GeneratedPassphrase;
  readonly places: readonly NamedTarget[];
}): PushReport {
  const warnings: CollectWarning[] = [];
  const line = targetLines(run.places);
  return {
    events: {
      onCollected: sayFound,
      onReady: ({ isNew }) => {
        if (isNew && 'words' in run.passphrase) sayPassphrase(run.passphrase.words);
      },
      onTarget: (outcome) => {
        say(line(outcome));
      },
      warn: (warning) => {
        warnings.push(warning);
        sayWarning(warning);
      },
    },
    end: (result) => {
      if (run.json) printJson(pushJson(result, warnings));
      sayEnd(result);
      return pushStatus(result);
    },
  };
}

function sayFound({ findings }: Collection): void {
  for (const { snapshot } of findings) {
    say(pcLine(snapshot));
    for (const line of licenceLines(snapshot.licences, { indent: '  ', reveal: false })) say(line);
  }
  say();
}

function sayPassphrase(words: string): void {
  say('Your new passphrase. Write it on paper now: without it nobody can open the backup.');
  say();
  say(`    ${words}`);
  say();
}

function pushJson(result: PushResult, warnings: readonly CollectWarning[]): object {
  const targets = result.outcomes.map(outcomeJson);
  const records = result.records.map((record) => record.name);
  return { safe: result.safe, records, targets, warnings: warnings.map(shownWarning) };
}

function sayEnd({ outcomes, safe, records, restoreFrom }: PushResult): void {
  const stored = outcomes.filter((outcome) => outcome.error === null);
  say();
  if (restoreFrom === null) {
    sayError(new VaultError('NOTHING_STORED', 'no place took the backup'));
    return;
  }
  const keys = keyCount(records.flatMap((record) => record.content.licences));
  const where = stored.length === 1 ? '1 place' : `${stored.length} places`;
  say(`${keys} backed up in ${where}.`);
  if (!safe) {
    say(
      'But no copy outlives this PC: a reinstall would destroy it. Push to a stick or a bucket too.',
    );
  }
  say();
  say('Before you wipe the disk, make sure of:');
  for (const point of beforeYouWipe) say(`  [ ] ${point}`);
  say();
  say(`To get the keys back: ${printable(commandLine('pull', '--from', placeOf(restoreFrom)))}`);
}

/** The place as it can be named where there is no config any more, as after a reinstall. */
function placeOf({ name, folder, initialise }: NamedTarget): string {
  const isConfigured = initialise === null;
  return isConfigured ? (folder ?? name) : name;
}

/** A copy that does not outlive the PC matters more than a place that failed. */
function pushStatus({ outcomes, safe }: PushResult): number {
  const status = outcomeStatus(outcomes);
  return status === exitStatus.nothingStored || safe ? status : exitStatus.notSafe;
}
