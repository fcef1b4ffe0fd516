// What a push stores for each snapshot: the newest record again when nothing changed, or a new one.
import type { VaultCard } from '../crypto/card.js';
import type { Cost } from '../crypto/kdf.js';
import { sealRecord } from '../crypto/seal.js';
import type { CollectWarning, Finding } from '../collect/collector.js';
import type { RecordName } from '../record/name.js';
import type { RecordContent, Snapshot } from '../record/schema.js';
import { nextContent, sameContent } from './content.js';
import { matchMachine } from './machine-match.js';
import { type OpenedRecord, isOpened } from './opener.js';
import type { MachineState } from './state.js';
import type { RecordToStore } from './store.js';
import type { UnlockedVault } from './unlock.js';

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
  readonly warn: (warning: CollectWarning) => void;
}

export interface PlanOptions extends SnapshotPlanOptions {
  readonly newTag: () => Promise<string>;
  /** Asks the owner which PC it is; null for "none of them". */
  readonly askWhichPc: (
    snapshot: Snapshot,
    candidates: readonly RecordContent[],
  ) => Promise<RecordContent | null>;
}

/** Plans and seals the record of one finding. */
export async function planRecord(finding: Finding, options: PlanOptions): Promise<PlannedRecord> {
  const same = await findMachine(finding, options);
  const tag = same?.machine.tag ?? (await options.newTag());
  return planSnapshot(finding.snapshot, tag, options);
}

/** Plans and seals the next record of the PC with this tag. */
export async function planSnapshot(
  snapshot: Snapshot,
  tag: string,
  options: SnapshotPlanOptions,
): Promise<PlannedRecord> {
  const { vault } = options;
  const remembered = vault.remembered?.machines.find((machine) => machine.tag === tag);
  const earlier = await openEarlier(tag, remembered, vault);
  const newest = earlier[0];
  const content = nextContent(snapshot, earlierRecords(earlier), {
    tag,
    now: options.now,
    highestSequence: remembered?.sequence ?? 0,
    tool: options.tool,
    otherPcs: vault.newest.map((r) => r.content).filter((other) => other.machine.tag !== tag),
  });
  warnOfRollback(newest, remembered, options.warn);
  const current = options.force ? undefined : findCurrent(earlier, content, vault.card);
  const sealed =
    current === undefined
      ? { ...(await seal(content, options)), content }
      : { name: current.holding.name, record: current.parsed.record, content: current.content };
  const machine = machineState(tag, sealed, { earlier, remembered });
  return { ...sealed, unchanged: current !== undefined, machine };
}

function machineState(
  tag: string,
  { name, content }: { name: RecordName; content: RecordContent },
  past: { earlier: readonly OpenedRecord[]; remembered: MachineState | undefined },
): MachineState {
  const opened = past.earlier.map((record) => record.holding.name);
  const before = foldedInto(opened[0], past.remembered);
  const folded = [...new Set([...before, ...opened, name])].sort();
  return { tag, sequence: content.sequence, newest: name, folded };
}

/**
 * The records that the newest one is known to carry on. The note in the state counts for one newest
 * record only: with a place away, an older one is the newest, and it carries less.
 */
function foldedInto(
  newestName: string | undefined,
  remembered: MachineState | undefined,
): readonly string[] {
  return remembered !== undefined && remembered.newest === newestName ? remembered.folded : [];
}

async function findMachine(
  { snapshot, origin }: Finding,
  { vault, askWhichPc }: PlanOptions,
): Promise<RecordContent | null> {
  const newest = vault.newest.map((record) => record.content);
  const match = matchMachine(snapshot, origin, newest);
  if (match.kind === 'same') return match.earlier;
  return match.kind === 'new' ? null : askWhichPc(snapshot, match.candidates);
}

/**
 * The PC's newest record, and every other one that no later record is known to carry on: after an
 * interrupted push, a fork, or when the state file was lost. Newest first.
 */
async function openEarlier(
  tag: string,
  remembered: MachineState | undefined,
  { byTag, newest, opener }: UnlockedVault,
): Promise<OpenedRecord[]> {
  const newestName = newest.find((record) => record.content.machine.tag === tag)?.holding.name;
  const folded = foldedInto(newestName, remembered);
  const needed = (byTag.get(tag) ?? []).filter(
    ({ name }) => name === newestName || !folded.includes(name),
  );
  const opened = (await opener.openAll(needed)).filter(isOpened);
  const rank = (record: OpenedRecord): number => (record.holding.name === newestName ? 1 : 0);
  return opened.sort((a, b) => rank(b) - rank(a) || b.content.sequence - a.content.sequence);
}

function earlierRecords(
  opened: readonly OpenedRecord[],
): { contents: RecordContent[]; newestId: string } | null {
  const newest = opened[0];
  if (newest === undefined) return null;
  return {
    contents: opened.map((record) => record.content),
    newestId: newest.parsed.header.recordId,
  };
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
  return earlier.find(({ parsed, content: before }) => {
    const { generation, recoverySlot } = parsed.card;
    const sameRecovery = (recoverySlot === null) === (card.recoverySlot === null);
    const sameCard = generation === card.generation && sameRecovery;
    return parsed.header.recordId === newestId && sameCard && sameContent(before, content);
  });
}

async function seal(
  content: RecordContent,
  { vault, minimumCost }: SnapshotPlanOptions,
): Promise<Pick<RecordToStore, 'name' | 'record'>> {
  const { card, passphraseKey } = vault;
  return sealRecord(content, { card, passphraseKey, minimumCost });
}

function warnOfRollback(
  newest: OpenedRecord | undefined,
  remembered: MachineState | undefined,
  warn: (warning: CollectWarning) => void,
): void {
  const found = newest?.content.sequence ?? 0;
  if (remembered === undefined || found >= remembered.sequence) return;
  warn({
    code: 'older-newest',
    message:
      'the newest backup in these places is older than one that this PC stored before: a place is away, or its content was set back',
    location: newest?.holding.name ?? remembered.tag,
  });
}
