// What a push says while it runs and when it ends.
import type { Finding } from '../../collect/collector.js';
import { VaultError } from '../../errors.js';
import { beforeYouWipe } from '../../report/before-you-wipe.js';
import { verdictOf } from '../../report/verdict.js';
import { backedUpWords } from '../../report/verdict-words.js';
import type { PushResult } from '../../vault/push.js';
import { nothingStored } from '../command.js';
import { verdictsOn } from './verdicts.js';
import { printable, say, sayError, tonedMessage } from './output.js';
import { licenceLines, pcLine } from './licence-lines.js';

/** Says what was found: the verdicts first. */
export function sayFound(findings: readonly Finding[]): void {
  const pcs = findings.map(({ snapshot }) => snapshot);
  for (const verdict of verdictsOn(pcs, tonedMessage)) say(verdict);
  say();
  for (const { snapshot } of findings) {
    say(pcLine(snapshot));
    for (const line of licenceLines(snapshot.licences, { indent: '  ', reveal: false })) say(line);
  }
  say();
}

/**
 * Says how it ended, and what to do next; what to make sure of is for a person who reads it now.
 * @param wayBack the lines that get the keys back; empty where none was stored.
 */
export function sayPushed(result: PushResult, wayBack: readonly string[]): void {
  const { outcomes, safe, records } = result;
  const stored = outcomes.filter((outcome) => outcome.error === null);
  say();
  if (wayBack.length === 0) {
    sayError(new VaultError('NOTHING_STORED', 'no place took the backup'));
    return;
  }
  if (result.isDryRun) {
    say(nothingStored);
    return;
  }
  const verdicts = records.map(({ content }) => verdictOf(content));
  for (const words of backedUpWords(verdicts, stored.length)) say(words);
  if (!safe) {
    say(
      'But no copy outlives this PC: a reinstall would destroy it. Push to a stick or a bucket too.',
    );
  }
  say();
  if (isAtTerminal()) sayBeforeYouWipe(result);
  const [first = '', ...others] = wayBack.map(printable);
  say(`To get the keys back: ${first}`);
  for (const line of others) say(`                  then: ${line}`);
}

function sayBeforeYouWipe({ records, hasRecoveryCode }: PushResult): void {
  const systems = records.map(({ content }) => content.os.productName);
  say('Before you wipe the disk, make sure of:');
  for (const point of beforeYouWipe({ systems, hasRecoveryCode })) say(`  [ ] ${printable(point)}`);
  say();
}

/** A push on a schedule has nobody who reads a list of questions each time. */
function isAtTerminal(): boolean {
  return process.stderr.isTTY;
}
