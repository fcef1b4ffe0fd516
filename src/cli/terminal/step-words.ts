// A next step in the words of the command line: what to type, as this program was started.
import type { Choice, NextStep } from '../../errors.js';
import { commandLine, typedAs } from './invocation.js';

/** The line to type for the step, or the flag to add. */
export function stepWords(step: NextStep): string {
  if ('tell' in step) return typedAs(flagWords(step.tell, step.value ?? true));
  const flags = Object.entries(step.told ?? {}).flatMap(([choice, value]) =>
    (typeof value === 'object' ? value : [value]).flatMap((one) =>
      flagWords(choice as Choice, one),
    ),
  );
  return commandLine(...step.do.split('-'), ...(step.given ?? []), ...flags);
}

function flagWords(choice: Choice, value: string | true): string[] {
  return value === true ? [`--${choice}`] : [`--${choice}`, value];
}
