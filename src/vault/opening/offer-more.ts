// Going on where a place asks for more tries than are made unasked: only a person can say whether it is worth
// the time.
import type { LeftOut } from '../run.js';
import type { PlaceSearch } from './search.js';

/** Asks whether more is tried of the places where nothing opened and not all of it was tried. */
export async function offerMore(
  searches: readonly PlaceSearch[],
  mayGoOn: (left: readonly LeftOut[]) => Promise<boolean>,
): Promise<void> {
  for (;;) {
    const stuck = searches.filter(
      (search) =>
        search.opened().length === 0 &&
        search.target.named.budget.broken === null &&
        search.leftOut() > 0,
    );
    const left = stuck.map(({ target, leftOut }) => {
      return { place: target.named.name, count: leftOut() };
    });
    if (left.length === 0 || !(await mayGoOn(left))) return;
    for (const { target } of stuck) target.named.budget.renew();
    await Promise.all(stuck.map((search) => search.goOn()));
  }
}
