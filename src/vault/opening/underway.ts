// How many records of a place are on their way at once. Small ones, as a household has, go many at a time;
// a place of large ones must not fill the memory with what nobody has looked at yet.
import { maximumRecordBytes } from '../../targets/target.js';

/** Room for the records on their way from one place, each counted as the largest that came from there. */
const roomBytes = 4 * 1024 * 1024;
const most = 32;

/** A gate before the reads of one place. */
export interface Underway {
  /** What `read` resolves to, begun when there is room for it. It tells how many bytes have come. */
  readonly take: <T>(read: (came: (bytes: number) => void) => Promise<T>) => Promise<T>;
}

/** Nothing on its way yet; until something has come, each record may be the largest there is. */
export function underway(): Underway {
  let largest: number | null = null;
  let running = 0;
  const waiting: (() => void)[] = [];
  const limit = (): number => {
    const bytes = Math.max(1, largest ?? maximumRecordBytes);
    return Math.max(1, Math.min(most, Math.floor(roomBytes / bytes)));
  };
  const letIn = (): void => {
    while (running < limit()) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      next();
    }
  };
  return {
    take: async (read) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        letIn();
      });
      try {
        return await read((bytes) => {
          largest = Math.max(largest ?? 0, bytes);
        });
      } finally {
        running -= 1;
        letIn();
      }
    },
  };
}
