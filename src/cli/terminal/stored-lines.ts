// How storing went, a line for each place.
import type { TargetAddress } from '../../vault/places/target-address.js';
import type { TargetOutcome } from '../../vault/places/store.js';
import { failureOf } from '../../report/failure.js';
import { shown } from './output.js';
import { stepWords } from './step-words.js';

/** Makes one line of each outcome; the names of all places take the same width. */
export function storedLines(
  targets: readonly TargetAddress[],
  { isDryRun = false }: { readonly isDryRun?: boolean } = {},
): (outcome: TargetOutcome) => string {
  const width = Math.max(0, ...targets.map(({ name }) => shown(name).length));
  return ({ target, state, error, bytes, ms, isNewPlace }) => {
    const name = shown(target).padEnd(width);
    if (error !== null) {
      const { hint: advice } = failureOf(error, stepWords);
      const hint = advice === null ? '' : `\n            ${shown(advice)}`;
      return `  failed    ${name}  ${shown(error.message)}${hint}`;
    }
    if (state === 'would-store') return `  new       ${name}  would be stored, ${bytes} bytes`;
    if (isDryRun && state === 'unchanged') return `  there     ${name}  nothing new`;
    const [mark, what] =
      state === 'unchanged'
        ? ['there', 'nothing new; read back']
        : ['stored', isNewPlace ? 'a new place; read back' : 'read back'];
    return `  ${mark.padEnd(8)}  ${name}  ${what} and compared, ${bytes} bytes, ${ms} ms`;
  };
}
