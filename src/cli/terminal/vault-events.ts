// What an operation of the vault tells while it runs, on the screen.
import type { RecoveryCode } from '../../crypto/recovery-code.js';
import type { RecoveryShare } from '../../crypto/recovery-share.js';
import type { Finding } from '../../collect/collector.js';
import type { TargetAddress } from '../../vault/places/target-address.js';
import type { PcName, VaultEvent } from '../../vault/run.js';
import { printable, say, sayWarning } from './output.js';
import { beginSign, endSign } from './sign-of-life.js';
import { sayStep } from './steps.js';
import { sayRecoveryCode, sayRecoveryShares } from './recovery-code.js';
import { storedLines } from './stored-lines.js';
import { removedLines, resealedLines, syncedLines } from './upkeep-lines.js';

/** What one command says in words of its own; what it leaves out is not said. */
export interface OwnWords {
  readonly found?: (findings: readonly Finding[]) => void;
  readonly addressed?: (pc: PcName, product: string | null) => void;
  readonly opened?: (event: Extract<VaultEvent, { kind: 'opened' }>) => void;
  /** A new code, besides that it is shown: what is written once it counts. */
  readonly recovery?: (code: RecoveryCode | readonly RecoveryShare[]) => void;
}

const stoppedBy = 'Ctrl-C stops it.';

/** A listener that says each event. */
export function sayEvents(
  targets: readonly TargetAddress[],
  own: OwnWords = {},
  { isDryRun = false }: { readonly isDryRun?: boolean } = {},
): (event: VaultEvent) => void {
  const line = storedLines(targets, { isDryRun });
  const syncLine = syncedLines(targets);
  const removalLine = removedLines(targets);
  const resealLine = resealedLines(targets);
  return (event) => {
    switch (event.kind) {
      case 'warning':
        sayWarning(event.warning);
        break;
      case 'found':
        own.found?.(event.findings);
        break;
      case 'addressed':
        own.addressed?.(event.pc, event.product);
        break;
      case 'recovery-code':
        sayRecoveryCode(event.code, own.recovery);
        break;
      case 'recovery-shares':
        sayRecoveryShares(event.shares, own.recovery);
        break;
      case 'deriving':
        beginSign('Turning the passphrase into a key ...');
        break;
      case 'derived':
        endSign();
        sayStep('the key was derived from the passphrase', event.ms);
        break;
      case 'opened':
        own.opened?.(event);
        break;
      case 'awaiting':
        say(`Waiting until it is there: ${event.places.map(printable).join(', ')}. ${stoppedBy}`);
        break;
      case 'waiting':
        say(`Still waiting for ${printable(event.target)}. ${stoppedBy}`);
        break;
      case 'stored':
        say(line(event.outcome));
        break;
      case 'synced':
        say(syncLine(event.outcome));
        break;
      case 'removed':
        say(removalLine(event.outcome));
        break;
      case 'resealed':
        say(resealLine(event.outcome));
        break;
      case 'change-unfinished':
        say('A change of the passphrase was interrupted: the new passphrase ends it.');
        break;
    }
  };
}

/** The PC as the owner knows it. */
export function pcNameWords({ name, tag }: PcName): string {
  return printable(name ?? tag);
}
