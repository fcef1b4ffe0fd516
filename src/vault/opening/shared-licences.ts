// Licences of several backups that are word for word the same are one object in memory: the backups of a PC over
// the years say mostly the same.
import type { Licence, RecordContent } from '../../record/schema.js';

/** The content with shared licences, and which part of what they weigh others carry already, 0 to 1. */
export type ShareLicences = (content: RecordContent) => {
  readonly content: RecordContent;
  readonly shared: number;
};

/** Shares the licences of all contents that it is given. */
export function sharedLicences(): ShareLicences {
  const known = new Map<string, Licence>();
  return (content) => {
    let [all, again] = [0, 0];
    const licences = content.licences.map((licence) => {
      const words = JSON.stringify(licence);
      const before = known.get(words);
      all += words.length;
      if (before === undefined) known.set(words, licence);
      else again += words.length;
      return before ?? licence;
    });
    return { content: { ...content, licences }, shared: all === 0 ? 0 : again / all };
  };
}

/** Shares nothing: for a content that is looked at by itself. */
export const unshared: ShareLicences = (content) => ({ content, shared: 0 });
