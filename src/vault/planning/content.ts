// The content of the next record of a PC, made from what was found now and from the PC's earlier
// records. Pure. The one promise kept here: a newer record never loses a licence.
import { encodeCanonical } from '../../record/canonical.js';
import { sameBytes } from '../../bytes.js';
import { findSame, isTyped, licenceIdentity, mergeLicences } from '../../record/licence.js';
import type { Licence, RecordContent, Snapshot } from '../../record/schema.js';
import { joinRemovals, removalOf, withoutRemoved } from '../../record/removed.js';
import { lastSequence } from '../opening/extreme.js';
import { formatTime, isAhead, lastTime, toldTime } from '../../record/time.js';
import { type Caution, hasCaution, isSoldAs } from '../../record/vocabulary.js';

/** A record's place in its PC's row. */
export interface RecordMark {
  readonly sequence: number;
  /** 32 hex digits. */
  readonly recordId: string;
  readonly takenAt: string;
}

/** What the next record follows. */
export interface EarlierRecords {
  /** The PC's opened records, newest first. */
  readonly contents: readonly RecordContent[];
  /** The marks of those, and of one that is remembered, though it may be out of reach now. */
  readonly marks: readonly RecordMark[];
}

/** The content for a snapshot. */
export function nextContent(
  snapshot: Snapshot,
  earlier: EarlierRecords,
  run: {
    readonly tag: string;
    readonly now: Date;
    readonly tool: RecordContent['tool'];
    /** What other PCs hold, to tell keys that two of them share. */
    readonly otherPcs: readonly Pick<RecordContent, 'licences'>[];
    /** Licences as earlier records hold them, that the owner removed or replaced. */
    readonly removing?: readonly Licence[];
  },
): RecordContent {
  const newest = earlier.contents[0] ?? null;
  const last = highestMark(earlier.marks);
  const takenAt = formatTime(laterThan(earlier.marks, run.now));
  const removals = (run.removing ?? []).map((licence) => removalOf(licence, takenAt));
  const before = earlier.contents.flatMap((content) => content.removed ?? []);
  const removed = joinRemovals([...before, ...removals]);
  const carried = withoutRemoved(earlier.contents, removed);
  const licences = carryForward(snapshot.licences, carried, run.now);
  // What is true of one record alone is not of the next.
  const { clock: _clock, ...kept } = newest ?? {};
  return {
    ...kept,
    ...snapshot,
    schema: 1,
    tool: run.tool,
    machine: mergeMachine(snapshot, newest, run.tag),
    licences: licences.map((licence) => warnOfSharedKey(licence, run.otherPcs)),
    sequence: Math.min((last?.sequence ?? 0) + 1, lastSequence),
    previous: last?.recordId ?? null,
    takenAt,
    ...(isAhead(takenAt, run.now) ? { clock: formatTime(run.now) } : {}),
    ...(removed.length === 0 ? {} : { removed }),
  };
}

/** The mark of the highest sequence, the first of several; null for none. */
export function highestMark(marks: readonly RecordMark[]): RecordMark | null {
  return marks.reduce<RecordMark | null>((highest, mark) => {
    return highest === null || mark.sequence > highest.sequence ? mark : highest;
  }, null);
}

/** Whether two contents say the same, leaving out times, the place in the row and the tool. */
export function sameContent(a: RecordContent, b: RecordContent): boolean {
  return sameBytes(encodeCanonical(comparable(a)), encodeCanonical(comparable(b)));
}

/**
 * The licences found now, with what the owner had noted of them, then every earlier one that was not
 * found, marked with when it was last seen.
 */
function carryForward(
  found: readonly Licence[],
  earlier: readonly RecordContent[],
  now: Date,
): Licence[] {
  const rest = new Map<string, Licence>();
  for (const content of earlier) {
    for (const licence of content.licences) {
      // A typed key was never on the PC, so it cannot be missing from it.
      const lastSeen = isTyped(licence) ? null : seenAt(licence, content, now);
      const same = sameAmong(rest, licence);
      const joined = joinEarlier(same, { ...licence, lastSeen });
      // In its place, for the order of licences counts when contents are compared.
      if (same !== null && licenceIdentity(same) !== licenceIdentity(joined)) {
        rest.delete(licenceIdentity(same));
      }
      rest.set(licenceIdentity(joined), joined);
    }
  }
  const present = found.map((licence) => {
    const same = sameAmong(rest, licence);
    if (same === null) return licence;
    rest.delete(licenceIdentity(same));
    return mergeLicences(licence, same);
  });
  return [...present, ...rest.values()];
}

/** When it was last seen; nothing was seen later than now, whatever a wrong clock said. */
function seenAt({ lastSeen }: Licence, content: RecordContent, now: Date): string {
  const seen = lastSeen ?? toldTime(content, now);
  return isAhead(seen, now) ? formatTime(now) : seen;
}

/** The one that the licence is; most are found by their identity, without a look at all the others. */
function sameAmong(licences: ReadonlyMap<string, Licence>, licence: Licence): Licence | null {
  return licences.get(licenceIdentity(licence)) ?? findSame(licence, licences.values());
}

/** What two records said of one licence: the newer one's word, and the later time of both. */
function joinEarlier(newer: Licence | null, older: Licence): Licence {
  if (newer === null) return older;
  const seen = [newer.lastSeen, older.lastSeen].filter((time) => time !== null).sort();
  return { ...mergeLicences(newer, older), lastSeen: seen.at(-1) ?? null };
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

const sharedKeyCaution: Caution = 'same-on-other-pc';

/** Volume keys and generic keys are the same on many PCs by design. */
function warnOfSharedKey(
  licence: Licence,
  otherPcs: readonly Pick<RecordContent, 'licences'>[],
): Licence {
  const cautions = licence.cautions.filter((caution) => caution !== sharedKeyCaution);
  const common = hasCaution(licence, 'generic') || isSoldAs(licence, 'Volume');
  const key = licence.productKey;
  const shared =
    !common &&
    key !== null &&
    otherPcs.some((pc) => pc.licences.some((other) => other.productKey === key));
  return { ...licence, cautions: shared ? [...cautions, sharedKeyCaution] : cautions };
}

/** PCs' clocks go wrong; a record is always later than every one before it, as long as there is a later. */
function laterThan(marks: readonly RecordMark[], now: Date): Date {
  const soonest = marks.map((mark) => Date.parse(mark.takenAt) + 1000);
  const latest = Date.parse(lastTime);
  return new Date(Math.min(Math.max(now.getTime(), ...soonest), latest));
}

function comparable(content: RecordContent): unknown {
  const { tool: _tool, sequence: _sequence, previous: _previous, ...others } = content;
  const { takenAt: _at, clock: _clock, ...rest } = others;
  const licences = rest.licences.map((licence) => {
    const { lastSeen, places, ...facts } = licence;
    const where = places.map(({ foundAt: _foundAt, ...place }) => place);
    return { ...facts, places: where, found: lastSeen === null };
  });
  return { ...rest, licences };
}
