// Which PC of the vault each finding belongs to. One run never takes two findings for the same PC: two
// Windows on one disk are two PCs, as two disks are.
import type { Finding } from '../../collect/collector.js';
import { VaultError } from '../../errors.js';
import { isSameLicence } from '../../record/licence.js';
import type { Licence, RecordContent, Snapshot } from '../../record/schema.js';
import { type Warning, warning } from '../../record/warning.js';
import { type KnownMachine, isSameInstallation, matchMachine } from './machine-match.js';
import type { UnlockedVault } from '../opening/unlock.js';

/** A finding and the tag of its PC. */
export interface IdentifiedFinding {
  readonly finding: Finding;
  readonly tag: string;
}

export interface IdentifyOptions {
  readonly vault: UnlockedVault;
  /** Makes the tag of a PC that is new. */
  readonly newTag: () => Promise<string>;
  /** Asks the owner which PC it is; null for "none of them". */
  readonly askWhichPc: (
    snapshot: Snapshot,
    candidates: readonly RecordContent[],
  ) => Promise<RecordContent | null>;
  readonly warn: (warning: Warning) => void;
}

/** A PC as its newest opened record shows it, or as the state file noted it. */
interface KnownPc extends KnownMachine {
  readonly content: RecordContent | null;
}

/** Finds the PC of each finding, in their order. */
export async function identifyAll(
  findings: readonly Finding[],
  options: IdentifyOptions,
): Promise<IdentifiedFinding[]> {
  const identified: IdentifiedFinding[] = [];
  for (const finding of findings) {
    const taken = new Set(identified.map((one) => one.tag));
    const known = knownPcs(options.vault).filter((pc) => !taken.has(pc.machine.tag));
    identified.push({ finding, tag: await findTag(finding, known, options) });
  }
  return identified;
}

async function findTag(
  { snapshot, origin }: Finding,
  known: readonly KnownPc[],
  { vault, newTag, askWhichPc, warn }: IdentifyOptions,
): Promise<string> {
  const match = matchMachine(snapshot, origin, known);
  if (match.kind === 'same') return match.earlier.machine.tag;
  const again = known.find(({ content }) => content !== null && isSameAgain(snapshot, content));
  if (again !== undefined) return again.machine.tag;
  const candidates = match.kind === 'unsure' ? match.candidates : [];
  const contents = candidates.flatMap((pc) => pc.content ?? []);
  const chosen = contents.length === 0 ? null : await askWhichPc(snapshot, contents);
  if (chosen !== null) return chosen.machine.tag;
  refuseUnreadablePc(vault);
  warnOfClone(snapshot, candidates, warn);
  return newTag();
}

/** Two PCs from one image each get a row of their own, in whatever order they come; that is said. */
function warnOfClone(
  snapshot: Snapshot,
  candidates: readonly KnownPc[],
  warn: IdentifyOptions['warn'],
): void {
  const twins = candidates.filter((pc) => isSameInstallation(snapshot, pc));
  if (twins.length === 0) return;
  const names = twins.map(({ machine }) => machine.name ?? machine.tag).join(', ');
  const message = `this is the Windows of a PC that has backups already (${names}), on another board or by another name: a clone, or the same PC changed. It is kept as a PC of its own, and nothing of the other is changed`;
  warn(warning('cloned', message, snapshot.machine.name ?? ''));
}

/** Opened records tell more than the state; the state knows PCs whose places are away. */
function knownPcs({ newest, remembered }: UnlockedVault): KnownPc[] {
  const opened = newest.map(({ content }) => ({ ...content, content }));
  const tags = new Set(opened.map((pc) => pc.machine.tag));
  const away = (remembered?.machines ?? [])
    .filter(({ tag }) => !tags.has(tag))
    .map(({ tag, machine, os, takenAt }) => {
      return { machine: { ...machine, tag }, os, takenAt, content: null };
    });
  return [...opened, ...away];
}

/**
 * A table, an export or a setup medium may tell too little to recognise a PC by. Read once more it must
 * not become another PC: what tells exactly as much, and of no other licence, is the same.
 */
function isSameAgain({ machine, os, licences }: Snapshot, content: RecordContent): boolean {
  const sameFacts =
    machine.name === content.machine.name &&
    machine.serial === content.machine.serial &&
    machine.uuid === content.machine.uuid &&
    os.machineGuid === content.os.machineGuid &&
    os.productId === content.os.productId &&
    os.installedAt === content.os.installedAt;
  const isKnown = (licence: Licence): boolean =>
    content.licences.some((other) => isSameLicence(licence, other));
  return sameFacts && licences.length > 0 && licences.every(isKnown);
}

/** A PC that only a later version can read may be this one: it must not get a second row of records. */
function refuseUnreadablePc({ newest, failed }: UnlockedVault): void {
  const unreadable = failed.find(
    ({ holding, needsNewerProgram }) =>
      needsNewerProgram && !newest.some((record) => record.holding.tag === holding.tag),
  );
  if (unreadable === undefined) return;
  throw new VaultError(
    'UNSUPPORTED_VERSION',
    'there are backups of a newer version of the program, perhaps of this PC',
    {
      hint: 'Install the newest version of the program, then push again.',
      cause: unreadable.error,
    },
  );
}
