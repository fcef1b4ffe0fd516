// How a sync and a removal went, a line for each place; and what goes, before it does.
import { failureOf } from '../../report/failure.js';
import type { VaultError } from '../../errors.js';
import type { ChangeResult } from '../../vault/change-passphrase.js';
import type { ForgottenContent } from '../../vault/forget-pc.js';
import type { TargetAddress } from '../../vault/places/target-address.js';
import type { PrunedPc } from '../../vault/prune.js';
import { licenceLines, pcLine } from './licence-lines.js';
import { printable, shown } from './output.js';
import { stepWords } from './step-words.js';
import type { RemovalOutcome, ResealOutcome, SyncOutcome } from '../../vault/upkeep-outcome.js';

/** `1 backup`, `5 backups` */
function backups(count: number): string {
  return count === 1 ? '1 backup' : `${count} backups`;
}

/** Makes one line of each outcome of a sync; the names of all places take the same width. */
export function syncedLines(targets: readonly TargetAddress[]): (outcome: SyncOutcome) => string {
  const named = inColumn(targets);
  return ({ target, state, stored, healed, resealed, there, error }) => {
    const got = [
      ...(stored > 0 ? [`${backups(stored)} stored`] : []),
      ...(healed > 0 ? [`${healed} damaged ${healed === 1 ? 'copy' : 'copies'} healed`] : []),
      ...(resealed > 0 ? [`${backups(resealed)} sealed with the passphrase of now`] : []),
    ];
    const lay = `${there} there already`;
    if (error !== null) return named('failed', target, errorWords(error, got));
    if (state === 'gives-only')
      return named('there', target, `${backups(there)}; it has little room, so it gets no more`);
    if (state === 'unchanged') return named('there', target, `nothing new, ${lay}`);
    if (state === 'would-sync')
      return named('new', target, `would get: ${[...got, lay].join(', ')}`);
    return named('stored', target, [...got, lay].join(', '));
  };
}

/** Makes one line of each outcome of a removal. */
export function removedLines(
  targets: readonly TargetAddress[],
): (outcome: RemovalOutcome) => string {
  const named = inColumn(targets);
  return ({ target, state, removed, error }) => {
    const gone = removed.length > 0 ? [`${backups(removed.length)} removed`] : [];
    if (error !== null) return named('failed', target, errorWords(error, gone));
    if (state === 'unchanged') return named('there', target, 'nothing to remove');
    if (state === 'would-remove')
      return named('old', target, `${backups(removed.length)} would be removed`);
    return named('removed', target, gone.join(''));
  };
}

/** Makes one line of each outcome of a change of the passphrase, or of the recovery code alone. */
export function resealedLines(
  targets: readonly TargetAddress[],
): (outcome: ResealOutcome) => string {
  const named = inColumn(targets);
  return ({ target, state, resealed, error }) => {
    const done = resealed > 0 ? [`${backups(resealed)} sealed again`] : [];
    if (error !== null) return named('failed', target, errorWords(error, done));
    if (state === 'unchanged') return named('there', target, 'nothing left to do');
    return named('stored', target, done.join(''));
  };
}

/** What a change of the passphrase has changed, and what of before is void now. */
export function changedLines({
  isResumed,
  recoveryCode,
  outcomes,
}: Pick<ChangeResult, 'isResumed' | 'recoveryCode' | 'outcomes'>): string[] {
  const away = outcomes.filter(({ error }) => error !== null).length;
  const left = away === 0 ? '' : ' What failed above is brought over by a push when it is there.';
  if (!isResumed) {
    const first = `From now on the new passphrase opens the backups, on every PC.${left}`;
    return recoveryCode === 'new' ? [first, voidCode] : [first];
  }
  const first = `The change of the passphrase is ended.${left}`;
  // Whether the run that was interrupted kept the code, nobody knows any more.
  return recoveryCode === 'none'
    ? [first]
    : [first, `Where it made a new recovery code: ${voidCode}`];
}

const voidCode =
  'Only the new recovery code opens these backups from now on: cross out a code of before, and every share of it.';

/** What a prune removes of each PC, place by place. */
export function pruneLines(pcs: readonly PrunedPc[]): string[] {
  return pcs.flatMap(({ pc, places }) => [
    pcLine(pc),
    ...places.map(({ target, go, stay, needed }) => {
      const kept =
        needed.length === 0
          ? `${stay.length} stay`
          : `${stay.length} stay, ${needed.length} of them for a key that no newer one there has`;
      return `  ${shown(target)}: ${backups(go.length)} of ${go.length + stay.length} to go, ${kept}`;
    }),
  ]);
}

/** What goes with a PC. */
export function forgetLines({ pc, licences, records, places }: ForgottenContent): string[] {
  const where = places.map(shown).join(', ');
  return [
    `${pcLine(pc)}: ${backups(records)}, in ${where}`,
    'The keys in them:',
    ...licenceLines(licences, { indent: '  ', reveal: false }),
  ].map((line) => printable(line));
}

function inColumn(
  targets: readonly TargetAddress[],
): (mark: string, target: string, what: string) => string {
  const width = Math.max(0, ...targets.map(({ name }) => shown(name).length));
  return (mark, target, what) => `  ${mark.padEnd(8)}  ${shown(target).padEnd(width)}  ${what}`;
}

function errorWords(error: VaultError, done: readonly string[]): string {
  const { message, hint } = failureOf(error, stepWords);
  const before = done.length === 0 ? '' : `${done.join(', ')}, then: `;
  return `${before}${shown(message)}${hint === null ? '' : `\n            ${shown(hint)}`}`;
}
