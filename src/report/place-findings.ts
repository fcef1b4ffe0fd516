// What a doctor says of one place: whether it is there, keeps its contract, and has the right time.
import { hint } from '../errors.js';
import type { ExaminedPlace } from '../vault/examine.js';
import { contractFaults } from '../vault/places/contract-trial.js';
import { type Finding, finding, ok } from './finding.js';

/** The findings of the place. */
export function placeFindings(examined: ExaminedPlace): readonly Finding[] {
  const { target: place, error, contract } = examined;
  if (error !== null) {
    const next = error.hint ?? hint`This tries it again: ${{ do: 'target-test', given: [place] }}`;
    return [finding('problem', 'place', error.message, { place, hint: next })];
  }
  const faults = (contract?.faults ?? []).map(({ part, why }) =>
    finding(
      'problem',
      'contract',
      [contractFaults[part], why?.message].filter(Boolean).join(': '),
      {
        place,
        hint:
          why?.hint ??
          'Keep your backups in another place as well; this one does not do what it must.',
      },
    ),
  );
  const clocks = clockFindings(examined);
  return faults.length > 0
    ? [...faults, ...clocks]
    : [ok('place', words(examined), place), ...clocks];
}

/** Less is the clock of a camera or a NAS, and harms nothing; from a quarter of an hour on servers refuse. */
const clockLeewayMs = 5 * 60 * 1000;

function clockFindings({ target: place, aheadAt, clockAheadMs }: ExaminedPlace): Finding[] {
  const findings: Finding[] = [];
  if (aheadAt !== null) {
    const message = `a backup is dated ${aheadAt}, which is still to come`;
    const next = 'Look at the clocks of your PCs, this one first.';
    findings.push(finding('problem', 'clock', message, { place, hint: next }));
  }
  if (clockAheadMs !== null && Math.abs(clockAheadMs) > clockLeewayMs) {
    const minutes = Math.round(Math.abs(clockAheadMs) / 60_000);
    const than = clockAheadMs > 0 ? 'ahead of' : 'behind';
    const message = `its clock is ${minutes} minutes ${than} the one of this PC`;
    const next = `Look at date, time and time zone of this PC first, then of what keeps the backups.`;
    findings.push(finding('problem', 'clock', message, { place, hint: next }));
  }
  return findings;
}

function words({ contract }: ExaminedPlace): string {
  if (contract === null) return 'it is there, and gives backups back';
  if (contract.isPutOnly) return 'it takes and gives backups; nothing may be removed there';
  return 'it keeps what is stored, gives it back, and lets nothing be replaced';
}
