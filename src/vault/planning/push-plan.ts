// What a push stores for each snapshot: the newest record again when nothing changed, or a new one.
import type { Finding } from '../../collect/collector.js';
import type { Warning } from '../../record/warning.js';
import type { VaultCard } from '../../crypto/card.js';
import type { Cost } from '../../crypto/kdf.js';
import { sealRecord } from '../../crypto/seal.js';
import type { Licence, RecordContent, Snapshot } from '../../record/schema.js';
import { isAhead, toldTime } from '../../record/time.js';
import { fromHex, sameBytes } from '../../bytes.js';
import { nextContent, sameContent } from './content.js';
import { type IdentifyOptions, identifyAll } from './identify.js';
import { saltName } from '../opening/passphrase-keys.js';
import type { OpenedRecord } from '../opening/opener.js';
import { marksOf, noteOf, openPast, pastWarnings } from './past.js';
import type { MachineState } from '../memory/state.js';
import type { RecordToStore } from '../places/store.js';
import type { UnlockedVault } from '../opening/unlock.js';
import { type VaultRun, warnBy } from '../run.js';

/** One record that the targets should hold when the push has ended. */
export interface PlannedRecord extends RecordToStore {
  readonly content: RecordContent;
  /** The newest record says the same: it is copied where it is missing, and nothing new is made. */
  readonly unchanged: boolean;
  readonly machine: MachineState;
}

/** What any new record needs. */
export interface SnapshotPlanOptions {
  readonly vault: UnlockedVault;
  readonly now: Date;
  readonly tool: RecordContent['tool'];
  /** Make a new record even when nothing changed. */
  readonly force: boolean;
  readonly minimumCost: Cost;
  /** Other PCs of this run that are not in the vault yet; they may share a key. */
  readonly alongside?: readonly Snapshot[];
  /** Licences of the PC's earlier records that the owner removed or replaced. */
  readonly removing?: readonly Licence[];
  readonly warn: (warning: Warning) => void;
}

export type PlanOptions = SnapshotPlanOptions & IdentifyOptions;

/** What the records of this run are planned with; the moment is the same for all of them. */
export function planOptions(
  run: VaultRun,
  vault: UnlockedVault,
  { force }: Pick<SnapshotPlanOptions, 'force'>,
): SnapshotPlanOptions {
  const { now, tool, minimumCost } = run.effects;
  return { vault, now: now(), tool, force, minimumCost, warn: warnBy(run) };
}

/** Plans and seals a record for each finding. */
export async function planRecords(
  findings: readonly Finding[],
  options: PlanOptions,
): Promise<PlannedRecord[]> {
  const records: PlannedRecord[] = [];
  for (const { finding, tag } of await identifyAll(findings, options)) {
    const others = findings.filter((other) => other !== finding);
    const alongside = others.map((other) => other.snapshot);
    records.push(await planSnapshot(finding.snapshot, tag, { ...options, alongside }));
  }
  return records;
}

/** Plans and seals the next record of the PC with this tag. */
export async function planSnapshot(
  snapshot: Snapshot,
  tag: string,
  options: SnapshotPlanOptions,
): Promise<PlannedRecord> {
  const { vault, now, tool, alongside = [], removing = [] } = options;
  const past = await openPast(tag, vault);
  for (const warning of pastWarnings(past, vault, now)) options.warn(warning);
  const contents = past.opened.map((record) => record.content);
  const own = [tag, ...past.twins];
  const others = vault.newest.filter((record) => !own.includes(record.holding.tag));
  const otherPcs = [...others.map((record) => record.content), ...alongside];
  const earlier = { contents, marks: marksOf(past) };
  const content = nextContent(snapshot, earlier, { tag, now, tool, otherPcs, removing });
  const isDated = contents[0] === undefined || !isAhead(toldTime(contents[0], now), now);
  // A record with a wrong date is followed by one that tells the right one, though nothing else changed.
  const isKept = !options.force && isDated;
  const current = !isKept ? undefined : findCurrent(past.opened, content, vault.card);
  const before = isKept ? earlierCardsNewest(past.opened, content, vault.card) : undefined;
  const sealed =
    current !== undefined
      ? asSealed(current)
      : before !== undefined
        ? await seal(before.content, options, before.parsed.header.recordId)
        : await seal(content, options);
  const unchanged = current !== undefined || before !== undefined;
  return { ...sealed, unchanged, machine: noteOf(past, sealed) };
}

/** The newest record, where it says the same and is still under a card that the vault had before. */
function earlierCardsNewest(
  [newest]: readonly OpenedRecord[],
  content: RecordContent,
  card: VaultCard,
): OpenedRecord | undefined {
  if (newest === undefined || saltName(newest.parsed.card) === saltName(card)) return undefined;
  return sameContent(newest.content, content) ? newest : undefined;
}

interface SealedContent extends Pick<RecordToStore, 'name' | 'record'> {
  readonly recordId: string;
  readonly content: RecordContent;
}

/**
 * The record that can stand for the content: the newest, sealed under the vault's card as it is now. It
 * may have been sealed twice, without the recovery code and then with it.
 */
function findCurrent(
  earlier: readonly OpenedRecord[],
  content: RecordContent,
  card: VaultCard,
): OpenedRecord | undefined {
  const newestId = earlier[0]?.parsed.header.recordId;
  return earlier.find(
    ({ parsed, content: before }) =>
      parsed.header.recordId === newestId &&
      isSameCard(parsed.card, card) &&
      sameContent(before, content),
  );
}

function isSameCard(a: VaultCard, b: VaultCard): boolean {
  const none = new Uint8Array();
  const sameRecovery = sameBytes(a.recoverySlot ?? none, b.recoverySlot ?? none);
  return a.generation === b.generation && saltName(a) === saltName(b) && sameRecovery;
}

function asSealed({ holding, parsed, content }: OpenedRecord): SealedContent {
  const { record, header } = parsed;
  return { name: holding.name, record, recordId: header.recordId, content };
}

/** @param id of a record that is sealed again. */
async function seal(
  content: RecordContent,
  { vault, minimumCost }: SnapshotPlanOptions,
  id?: string,
): Promise<SealedContent> {
  const { card, passphraseKey } = vault;
  const recordId = id === undefined ? undefined : (fromHex(id) ?? undefined);
  const options = { card, passphraseKey, minimumCost, recordId };
  return { ...(await sealRecord(content, options)), content };
}
