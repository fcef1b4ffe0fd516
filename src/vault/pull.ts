// The pull and the list: what the reachable targets hold, opened. They need no state and write nothing,
// for after a reinstall there is none.
import type { CollectWarning } from '../record/warning.js';
import type { DeriveKey } from '../crypto/kdf.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import { VaultError } from '../errors.js';
import { isSameLicence } from '../record/licence.js';
import { createHeldKeyring, createKeyring } from './opening/keyring.js';
import type { NamedTarget } from './places/named-target.js';
import { openNewest } from './opening/newest.js';
import {
  type FailedRecord,
  type OpenedRecord,
  createOpener,
  isFailed,
  isOpened,
} from './opening/opener.js';
import {
  type Holding,
  type Reach,
  holdingsByTag,
  noneReached,
  reachTargets,
} from './places/reach.js';
import { unlockByCode } from './recovery.js';
import { type Opening, unlockSalts } from './opening/salts.js';
import type { PassphraseSource } from './opening/unlock.js';

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
 * The newest good record of each PC; also an older one from a place that was away, where it holds a
 * licence that the newest lacks.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, or why no record opens.
 */
export async function pull(options: PullOptions): Promise<PullResult> {
  return openFrom(options, async ({ reached }, byTag, opening) => {
    const { opened, older, failed } = await openNewest(reached, byTag, opening);
    return [...opened, ...older.filter((record) => holdsMore(record, opened)), ...failed];
  });
}

/**
 * Every record of each PC.
 * @throws VaultError as {@link pull} does.
 */
export async function listRecords(options: PullOptions): Promise<PullResult> {
  return openFrom(options, async ({ reached }, byTag, opening) => {
    const all = [...byTag.values()].flat();
    const groups = reached.map((target) => all.filter(({ holders }) => holders.includes(target)));
    await unlockSalts(groups, opening);
    return opening.opener.openAll(all);
  });
}

type Select = (
  reach: Reach,
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opening: Opening,
) => Promise<readonly (OpenedRecord | FailedRecord)[]>;

async function openFrom(options: PullOptions, select: Select): Promise<PullResult> {
  const reach = await reachTargets(options.targets, options.signal);
  if (reach.reached.length === 0) throw noneReached(reach);
  const byTag = holdingsByTag(reach.reached);
  if (byTag.size === 0) throw noRecord(reach);
  const opening = await openingFor(options, byTag);
  const records = await select(reach, byTag, opening);
  const failed = records.filter(isFailed);
  const opened = records.filter(isOpened);
  if (opened.length === 0) throw noneOpens(failed);
  const chosen = newestFirst(ofMachine(withoutTwins(opened), failed, options.machine));
  return { opened: chosen, failed, reach };
}

async function openingFor(
  options: PullOptions,
  byTag: ReadonlyMap<string, readonly Holding[]>,
): Promise<Opening> {
  const { unlockWith, derive } = options;
  const byCode = unlockWith instanceof Uint8Array;
  const keyring = byCode
    ? createHeldKeyring()
    : createKeyring(derive, () => unlockWith.get('existing'));
  const opening = { keyring, opener: createOpener({ ...options, keyring }) };
  if (byCode) await unlockByCode(byTag, unlockWith, opening);
  return opening;
}

function holdsMore({ holding, content }: OpenedRecord, newest: readonly OpenedRecord[]): boolean {
  const licences = newest
    .filter((record) => record.holding.tag === holding.tag)
    .flatMap((record) => record.content.licences);
  return !content.licences.every((one) => licences.some((other) => isSameLicence(one, other)));
}

function ofMachine(
  opened: readonly OpenedRecord[],
  failed: readonly FailedRecord[],
  machine: string | null,
): OpenedRecord[] {
  if (machine === null) return [...opened];
  const wanted = machine.toLowerCase();
  const matching = opened.filter(({ content }) =>
    [content.machine.tag, content.machine.name?.toLowerCase()].includes(wanted),
  );
  if (matching.length > 0) return matching;
  const all = opened.map((record) => record.content.machine.name ?? record.holding.tag);
  const others = failed.length === 0 ? '' : ` ${failed.length} more do not open.`;
  throw new VaultError('NO_RECORD', `there is no backup of a PC named ${machine}`, {
    hint: `There are backups of: ${[...new Set(all)].join(', ')}.${others}`,
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
  return [...opened].sort((a, b) => Date.parse(b.content.takenAt) - Date.parse(a.content.takenAt));
}

function noRecord({ reached, unreached }: Reach): VaultError {
  const asked = reached.map(({ named }) => named.name).join(', ');
  const away = unreached.map(({ named }) => named.name).join(', ');
  const isMade = reached.some((target) => target.status.placeId !== null);
  const why = isMade ? '' : ': it is not there, or it is empty';
  return new VaultError('NO_RECORD', `there is no backup in ${asked}${why}`, {
    hint:
      away === ''
        ? 'Is it the right place, the right drive letter, the right stick?'
        : `These places could not be asked: ${away}.`,
  });
}

/**
 * The failure that tells most: only the right passphrase shows that a record was altered; a wrong one
 * is what the user can mend.
 */
function noneOpens(failed: readonly FailedRecord[]): VaultError {
  const errors = failed.map((record) => record.error);
  const telling = ['ALTERED', 'WRONG_PASSPHRASE'].flatMap(
    (code) => errors.find((error) => error.code === code) ?? [],
  );
  const [error] = [...telling, ...errors];
  return error ?? new VaultError('NO_RECORD', 'there is no backup that opens');
}
