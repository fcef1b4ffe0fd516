// The status of a PC that has records under two tags: one row, under the tag that carries on the other. Pure.
import { type RecordName, parseRecordName, renamed } from '../../record/name.js';
import type { PlaceFacts } from './status-plan.js';

/** The places, with each PC's copies under the one tag that carries on the others. */
export function asOnePc(
  places: readonly PlaceFacts[],
  carried: ReadonlyMap<string, string>,
): PlaceFacts[] {
  // Its own stands before the one that it carries on.
  const ownFirst = <One>(all: readonly One[], tagOf: (one: One) => string): One[] => {
    const isCarried = (one: One): number => Number(carried.has(tagOf(one)));
    return [...all].sort((a, b) => isCarried(a) - isCarried(b));
  };
  return places.map((place) => {
    const found = new Map<string, PlaceFacts['found'][number]>();
    for (const copy of ownFirst(place.found, ({ tag }) => tag)) {
      const tag = carried.get(copy.tag) ?? copy.tag;
      if (!found.has(tag)) found.set(tag, { ...copy, tag });
    }
    const { noted } = place;
    const copies = ownFirst(noted?.copies ?? [], ({ record }) => tagIn(record)).map((copy) => {
      const name = parseRecordName(copy.record);
      const tag = carried.get(tagIn(copy.record));
      if (name === null || tag === undefined) return copy;
      return { ...copy, record: renamed(copy.record as RecordName, tag, name.takenAt) };
    });
    return {
      ...place,
      found: [...found.values()],
      noted: noted === null ? null : { ...noted, copies },
    };
  });
}

function tagIn(record: string): string {
  return parseRecordName(record)?.tag ?? '';
}
