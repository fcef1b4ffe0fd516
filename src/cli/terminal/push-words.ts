// What a push says while it runs and when it ends.
import type { Finding } from '../../collect/collector.js';
import { VaultError } from '../../errors.js';
import { beforeYouWipe } from '../../report/before-you-wipe.js';
import type { PushResult } from '../../vault/push.js';
import type { Place } from '../../household/places.js';
import { wayBack } from './way-back.js';
import { printable, say, sayError } from './output.js';
import { keyCount } from '../../report/licence-words.js';
import { licenceLines, pcLine } from './licence-lines.js';

/** Says what was found. */
export function sayFound(findings: readonly Finding[]): void {
  for (const { snapshot } of findings) {
    say(pcLine(snapshot));
    for (const line of licenceLines(snapshot.licences, { indent: '  ', reveal: false })) say(line);
  }
  say();
}

/** Says how it ended, and what to do next. */
export function sayPushed(
  { outcomes, safe, records, restoreFrom }: PushResult,
  places: readonly Place[],
): void {
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
  const [first = '', ...others] = wayBack(restoreFrom, places).map(printable);
  say(`To get the keys back: ${first}`);
  for (const line of others) say(`                  then: ${line}`);
}
