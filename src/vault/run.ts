// What an operation of the vault runs with, apart from its own data: the places, the effects that it
// reaches the world by, the questions it may have to ask, and who listens. A front end gives all of it.
import type { Finding } from '../collect/collector.js';
import type { Cost, DeriveKey } from '../crypto/kdf.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import type { RecoveryShare } from '../crypto/recovery-share.js';
import type { RecordName } from '../record/name.js';
import type { RecordContent, Snapshot } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import type { Target, Whereabouts } from '../targets/target.js';
import type { KeyKeeper } from './memory/key-keeper.js';
import type { StateStore } from './memory/state.js';
import type { PulledRecord } from './pulled-record.js';
import type { TargetOutcome } from './places/store.js';
import type { TargetAddress } from './places/target-address.js';
import type { RemovalOutcome, ResealOutcome, SyncOutcome } from './upkeep-outcome.js';

/** Everything by which an operation reaches outside. */
export interface VaultEffects {
  /** What this PC remembers between runs. */
  readonly state: StateStore;
  readonly derive: DeriveKey;
  /** The same where it may be killed without harm, and only its own record be lost by it. */
  readonly deriveApart: DeriveKey;
  /** The cost of a new vault. */
  readonly cost: Cost;
  /** The least that a record may be sealed at. */
  readonly minimumCost: Cost;
  readonly now: () => Date;
  /** Makes the tag of a PC that is new: 16 random hex digits. */
  readonly newTag: () => Promise<string>;
  readonly newRecoveryCode: () => Promise<RecoveryCode>;
  /** A path that the owner named, as an absolute one of this system. */
  readonly absolutePath: (path: string) => string;
  /** Where something that was named really is; null where the system does not tell. */
  readonly whereabouts?: (path: string) => Promise<Whereabouts | null>;
  /** Whether somebody with patience could guess the passphrase. */
  readonly isWeak: (passphrase: Uint8Array) => Promise<boolean>;
  /** Keeps the passphrase key on this PC, where the owner wants it. */
  readonly keeper?: KeyKeeper;
  /** Brings the page of a kit up to date with what its place holds, where the place has one; left out where nobody can. */
  readonly renewKit?: (place: StoredPlace, work: KitRenewal) => Promise<void>;
  /** What the records say that they were made with. */
  readonly tool: RecordContent['tool'];
}

/** What the renewal of a page is done with. */
interface KitRenewal {
  readonly signal: AbortSignal;
  readonly warn: (warning: Warning) => void;
}

/** A place of a run that is a folder of this PC, and answered. */
export interface StoredPlace {
  /** Where it is now. */
  readonly folder: string;
  readonly records: Pick<Target, 'list' | 'get'>;
  /** The newest backup of each PC that this PC has opened. */
  readonly opened: readonly RecordName[];
}

/** What only the owner can answer. Each question ends when its signal is aborted. */
export interface VaultQuestions {
  /** Whether more salts of these places are tried, which takes a while. */
  readonly mayGoOn: (left: readonly LeftOut[], signal: AbortSignal) => Promise<boolean>;
  /** Which PC the snapshot is of; null for "none of them". */
  readonly whichPc: (
    snapshot: Snapshot,
    candidates: readonly RecordContent[],
    signal: AbortSignal,
  ) => Promise<RecordContent | null>;
  /** Asked once for a new vault: whether it gets a recovery code from the start. */
  readonly wantsRecoveryCode: (signal: AbortSignal) => Promise<boolean>;
  /**
   * The last moment before the first byte of a new vault is written: where the owner gets the passphrase
   * that was made. What it throws ends the run, and nothing is stored.
   */
  readonly newVaultReady: (signal: AbortSignal) => Promise<void>;
}

/** A place in which nothing opened, and how many of its backups were not tried. */
export interface LeftOut {
  readonly place: string;
  readonly count: number;
}

/** A PC in the owner's words. */
export interface PcName {
  readonly name: string | null;
  readonly tag: string;
}

/** What happens while an operation runs. */
export type VaultEvent =
  | { readonly kind: 'warning'; readonly warning: Warning }
  /** Everything that was found, before any of it is stored. */
  | { readonly kind: 'found'; readonly findings: readonly Finding[] }
  /** The PC that licences are added to, and its product that a typed key turned out to be of. */
  | { readonly kind: 'addressed'; readonly pc: PcName; readonly product: string | null }
  /** The last moment to show a new code before it is in use. */
  | { readonly kind: 'recovery-code'; readonly code: RecoveryCode }
  /** The same of a code that nobody gets whole. */
  | { readonly kind: 'recovery-shares'; readonly shares: readonly RecoveryShare[] }
  /** A passphrase key is being derived, which takes a second or more; and that has ended. */
  | { readonly kind: 'deriving' }
  | { readonly kind: 'derived'; readonly ms: number }
  /** What a pull or a list has opened so far, while it waits for the places that are named. */
  | {
      readonly kind: 'opened';
      readonly opened: readonly PulledRecord[];
      readonly waitingFor: readonly string[];
    }
  /** These are not there, and are waited for until somebody plugs them in. */
  | { readonly kind: 'awaiting'; readonly places: readonly string[] }
  /** This place has said nothing for some seconds. */
  | { readonly kind: 'waiting'; readonly target: string }
  /** One place is done, well or badly. */
  | { readonly kind: 'stored'; readonly outcome: TargetOutcome }
  /** The same of a sync, and of a removal. */
  | { readonly kind: 'synced'; readonly outcome: SyncOutcome }
  | { readonly kind: 'removed'; readonly outcome: RemovalOutcome }
  /** Records of one place were sealed again with the passphrase of now. */
  | { readonly kind: 'resealed'; readonly outcome: ResealOutcome }
  /** A change of the passphrase was interrupted before: the new passphrase ends it. */
  | { readonly kind: 'change-unfinished' };

/** A run that changes what the places hold. */
export interface VaultRun {
  /** Everything is done but storing; the result says what would be stored. */
  readonly isDryRun?: boolean;
  readonly targets: readonly TargetAddress[];
  readonly effects: VaultEffects;
  readonly questions: VaultQuestions;
  readonly listen: (event: VaultEvent) => void;
  readonly signal: AbortSignal;
  /** What the front end met before and is to be told with the operation's own warnings. */
  readonly known?: readonly Warning[];
}

/** A run that only looks: it needs no state and writes nothing. */
export interface ReadingRun extends Pick<VaultRun, 'targets' | 'listen' | 'signal' | 'known'> {
  /** The state is read as a hint where there is one. */
  readonly effects: Pick<VaultEffects, 'derive' | 'deriveApart' | 'cost' | 'state' | 'now'>;
  readonly questions: Pick<VaultQuestions, 'mayGoOn'>;
}

/** A run that only looks, and tells how long ago something was. */
export interface LookingRun extends ReadingRun {
  readonly effects: ReadingRun['effects'] & Pick<VaultEffects, 'now'>;
}

/** Passes a run's warnings to whoever listens. */
export function warnBy({ listen }: Pick<VaultRun, 'listen'>): (warning: Warning) => void {
  return (warning) => {
    listen({ kind: 'warning', warning });
  };
}

/** The run, and every warning of it that was passed on so far; what was known before is the first. */
export function withWarnings<Run extends Pick<VaultRun, 'listen' | 'known'>>(
  run: Run,
): { readonly run: Run; readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const listen = (event: VaultEvent): void => {
    if (event.kind === 'warning') {
      // A second try of the passphrase meets the same again.
      if (warnings.some((earlier) => isSameWarning(earlier, event.warning))) return;
      warnings.push(event.warning);
    }
    run.listen(event);
  };
  for (const warning of run.known ?? []) listen({ kind: 'warning', warning });
  return { run: { ...run, listen }, warnings };
}

function isSameWarning(a: Warning, b: Warning): boolean {
  return a.code === b.code && a.message === b.message && a.location === b.location;
}
