// The content of the next record of a PC, made from what was found now and from the PC's earlier
// records. Pure. The one promise kept here: a newer record never loses a licence.
import { encodeCanonical } from '../record/canonical.js';
import { sameBytes } from '../bytes.js';
import { isSameLicence, isTyped, licenceIdentity, mergeLicences } from '../record/licence.js';
import type { Licence, RecordContent, Snapshot } from '../record/schema.js';
import { formatTime } from '../record/time.js';

/** What the next record follows. */
export interface EarlierRecords {
  /** The PC's opened records, newest first; the first is the one to follow. */
  readonly contents: readonly RecordContent[];
  /** The record id of the first of them. */
  readonly newestId: string;
}

/** The content for a snapshot. `highestSequence` is what the state remembers, 0 for nothing. */
export function nextContent(
  snapshot: Snapshot,
  earlier: EarlierRecords | null,
  run: {
    readonly tag: string;
    readonly now: Date;
    readonly highestSequence: number;
    readonly tool: RecordContent['tool'];
    readonly otherPcs: readonly RecordContent[];
  },
): RecordContent {
  const newest = earlier?.contents[0] ?? null;
  const sequences = (earlier?.contents ?? []).map((content) => content.sequence);
  const licences = carryForward(snapshot.licences, earlier?.contents ?? []);
  return {
    ...newest,
    ...snapshot,
    schema: 1,
    tool: run.tool,
    machine: mergeMachine(snapshot, newest, run.tag),
    licences: licences.map((licence) => warnOfSharedKey(licence, run.otherPcs)),
    sequence: Math.max(run.highestSequence, ...sequences) + 1,
    previous: earlier?.newestId ?? null,
    takenAt: formatTime(laterThan(newest, run.now)),
  };
}

/** Whether two contents say the same, leaving out times, the place in the row and the tool. */
export function sameContent(a: RecordContent, b: RecordContent): boolean {
  return sameBytes(encodeCanonical(comparable(a)), encodeCanonical(comparable(b)));
}

/**
 * The licences found now, with what the owner had noted of them, then every earlier one that was not
 * found, marked with when it was last seen.
 */
function carryForward(found: readonly Licence[], earlier: readonly RecordContent[]): Licence[] {
  const rest = new Map<string, Licence>();
  for (const content of earlier) {
    for (const licence of content.licences) {
      const identity = licenceIdentity(licence);
      if (rest.has(identity)) continue;
      // A typed key was never on the PC, so it cannot be missing from it.
      const lastSeen = isTyped(licence) ? null : (licence.lastSeen ?? content.takenAt);
      rest.set(identity, { ...licence, lastSeen });
    }
  }
  const now = found.map((licence) => {
    const same = [...rest.values()].find((other) => isSameLicence(licence, other));
    if (same === undefined) return licence;
    rest.delete(licenceIdentity(same));
    return mergeLicences(licence, same);
  });
  return [...now, ...rest.values()];
}

/** A disk in another PC does not tell the maker's serial: keep what an earlier record knew. */
function mergeMachine(
  { machine }: Snapshot,
  newest: RecordContent | null,
  tag: string,
): RecordContent['machine'] {
  return {
    ...newest?.machine,
    ...machine,
    tag,
    name: machine.name ?? newest?.machine.name ?? null,
    manufacturer: machine.manufacturer ?? newest?.machine.manufacturer ?? null,
    model: machine.model ?? newest?.machine.model ?? null,
    serial: machine.serial ?? newest?.machine.serial ?? null,
    uuid: machine.uuid ?? newest?.machine.uuid ?? null,
  };
}

const sharedKeyCaution = 'same-on-other-pc';

/** Volume keys and generic keys are the same on many PCs by design. */
function warnOfSharedKey(licence: Licence, otherPcs: readonly RecordContent[]): Licence {
  const cautions = licence.cautions.filter((caution) => caution !== sharedKeyCaution);
  const common = cautions.includes('generic') || (licence.channel ?? '').startsWith('Volume');
  const key = licence.productKey;
  const shared =
    !common &&
    key !== null &&
    otherPcs.some((pc) => pc.licences.some((other) => other.productKey === key));
  return { ...licence, cautions: shared ? [...cautions, sharedKeyCaution] : cautions };
}

/** PCs' clocks go wrong; a record is always later than the one it follows. */
function laterThan(newest: RecordContent | null, now: Date): Date {
  if (newest === null) return now;
  return new Date(Math.max(now.getTime(), Date.parse(newest.takenAt) + 1000));
}

function comparable(content: RecordContent): unknown {
  const { tool: _tool, sequence: _sequence, previous: _previous, takenAt: _at, ...rest } = content;
  const licences = rest.licences.map((licence) => {
    const { lastSeen, places, ...facts } = licence;
    const where = places.map(({ foundAt: _foundAt, ...place }) => place);
    return { ...facts, places: where, found: lastSeen === null };
  });
  return { ...rest, licences };
}
