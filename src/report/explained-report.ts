// What codes of activation mean, as data.
import * as v from 'valibot';
import type { Explanation } from './explanation.js';
import { schema } from './json-output.js';

/** `vault explain --json` */
export const explainOutput = v.object({
  schema,
  errors: v.array(
    v.object({
      /** As Windows writes it: `0xC004F074`. */
      code: v.string(),
      /** Whether it is one of those that are noted. */
      known: v.boolean(),
      meaning: v.string(),
      /** What to do, in order. */
      steps: v.array(v.string()),
      /** The page that the meaning is from; null where the code is not known. */
      source: v.nullable(v.string()),
    }),
  ),
});

/** Explanations as data. */
export function explainedReport(
  explanations: readonly Explanation[],
): Omit<v.InferOutput<typeof explainOutput>, 'schema'> {
  return {
    errors: explanations.map(({ isKnown, steps, ...rest }) => {
      return { ...rest, known: isKnown, steps: [...steps] };
    }),
  };
}
