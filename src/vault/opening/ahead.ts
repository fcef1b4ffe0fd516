// Backups that are dated in the future: a clock was set wrong, once or now. Nothing is lost by it, for the next
// backup is later still; whoever reads the dates has to be told.
import type { RecordContent } from '../../record/schema.js';
import { isAhead, toldTime } from '../../record/time.js';
import { type Warning, warning } from '../../record/warning.js';

/** One warning for each PC whose newest backup is dated more than a day from now. */
export function aheadOf(
  newest: readonly { readonly content: RecordContent }[],
  now: Date,
): Warning[] {
  return newest.flatMap(({ content }) => {
    const time = toldTime(content, now);
    if (!isAhead(time, now)) return [];
    const { name, tag } = content.machine;
    const day = time.slice(0, 10);
    const message = `its newest backup is dated ${day}, which is yet to come: the clock was wrong then, or is wrong now. With the right clock the next push tells the right date`;
    return [warning('date-ahead', message, name ?? tag)];
  });
}
