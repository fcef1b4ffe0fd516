// The pull and the list: what the reachable targets hold, opened. They need no state and write nothing,
// for after a reinstall there is none.
import type { CollectWarning } from '../collect/collector.js';
import type { DeriveKey } from '../crypto/kdf.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import { VaultError } from '../errors.js';
import { createHeldKeyring, createKeyring } from './keyring.js';
import type { NamedTarget } from './named-target.js';
import { openNewest, unlockSalts } from './newest.js';
import {
  type FailedRecord,
  type OpenedRecord,
  type Opener,
  createOpener,
  isOpened,
} from './opener.js';
import { type Holding, type Reach, holdingsByTag, noneReached, reachTargets } from './reach.js';
import { unlockByCode } from './recovery.js';
import type { PassphraseSource } from './unlock.js';

export interface PullOptions {
  readonly targets: readonly NamedTarget[];
  /** What opens the backups: the passphrase, or the recovery code in its place. */
  readonly unlockWith: PassphraseSource | RecoveryCode;
  readonly derive: DeriveKey;
  /** Only PCs of this name or tag; null for all. */
  readonly machine: string | null;
  readonly signal: AbortSignal;
  readonly warn: (warning: CollectWarning) => void;
}

export interface PullResult {
  /** Opened records, newest first. */
  readonly opened: readonly OpenedRecord[];
  /** Records that could not be opened. */
  readonly failed: readonly FailedRecord[];
  readonly reach: Reach;
}

/**
 * The newest good record of each PC.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, or why no record opens.
 */
export async function pull(options: PullOptions): Promise<PullResult> {
  return openFrom(options, async (byTag, opener) => {
    const { opened, failed } = await openNewest(byTag, opener);
    return [...opened, ...failed];
  });
}

/**
 * Every record of each PC.
 * @throws VaultError as {@link pull} does.
 */
export async function listRecords(options: PullOptions): Promise<PullResult> {
  return openFrom(options, (byTag, opener) => opener.openAll([...byTag.values()].flat()));
}

type Select = (
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opener: Opener,
) => Promise<readonly (OpenedRecord | FailedRecord)[]>;

async function openFrom(options: PullOptions, select: Select): Promise<PullResult> {
  const reach = await reachTargets(options.targets, options.signal);
  if (reach.reached.length === 0) throw noneReached(reach);
  const byTag = holdingsByTag(reach.reached);
  if (byTag.size === 0) throw noRecord(reach);
  const opener = await unlockedOpener(options, reach, byTag);
  const records = await select(byTag, opener);
  const failed = records.filter((record): record is FailedRecord => !isOpened(record));
  const opened = records.filter(isOpened);
  if (opened.length === 0) throw noneOpens(failed);
  const chosen = newestFirst(ofMachine(withoutTwins(opened), options.machine));
  return { opened: chosen, failed, reach };
}

async function unlockedOpener(
  options: PullOptions,
  { reached }: Reach,
  byTag: ReadonlyMap<string, readonly Holding[]>,
): Promise<Opener> {
  const { unlockWith, derive } = options;
  if (unlockWith instanceof Uint8Array) {
    const keyring = createHeldKeyring();
    const opener = createOpener({ ...options, keyring });
    await unlockByCode(byTag, unlockWith, { opener, keyring });
    return opener;
  }
  const keyring = createKeyring(derive, () => unlockWith.get('existing'));
  const opener = createOpener({ ...options, keyring });
  await unlockSalts(reached, byTag, { opener, keyring });
  return opener;
}

function ofMachine(opened: readonly OpenedRecord[], machine: string | null): OpenedRecord[] {
  if (machine === null) return [...opened];
  const wanted = machine.toLowerCase();
  const matching = opened.filter(({ content }) =>
    [content.machine.tag, content.machine.name?.toLowerCase()].includes(wanted),
  );
  if (matching.length > 0) return matching;
  const names = [
    ...new Set(opened.map((record) => record.content.machine.name ?? record.holding.tag)),
  ];
  throw new VaultError('NO_RECORD', `there is no backup of a PC named ${machine}`, {
    hint: `There are backups of: ${names.join(', ')}.`,
  });
}

/** A record that was sealed again (a recovery code was added) counts once: the one with more slots. */
function withoutTwins(opened: readonly OpenedRecord[]): OpenedRecord[] {
  const byId = new Map<string, OpenedRecord>();
  for (const record of opened) {
    const { recordId, slots } = record.parsed.header;
    const twin = byId.get(recordId);
    if (twin === undefined || slots > twin.parsed.header.slots) byId.set(recordId, record);
  }
  return [...byId.values()];
}

function newestFirst(opened: readonly OpenedRecord[]): OpenedRecord[] {
  return [...opened].sort((a, b) => (a.content.takenAt < b.content.takenAt ? 1 : -1));
}

function noRecord({ reached, unreached }: Reach): VaultError {
  const asked = reached.map(({ named }) => named.name).join(', ');
  const away = unreached.map(({ named }) => named.name).join(', ');
  return new VaultError('NO_RECORD', `there is no backup in ${asked}`, {
    hint:
      away === ''
        ? 'Is it the right place? `vault push` makes the first backup.'
        : `These places could not be asked: ${away}.`,
  });
}

/** The failure that tells most: a wrong passphrase is what the user can mend. */
function noneOpens(failed: readonly FailedRecord[]): VaultError {
  const errors = failed.map((record) => record.error);
  const wrong = errors.find((error) => error.code === 'WRONG_PASSPHRASE');
  return wrong ?? errors[0] ?? new VaultError('NO_RECORD', 'there is no backup that opens');
}
