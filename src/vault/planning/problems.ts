// What is wrong with records, told together: one line for each reason, however many. Pure.
import type { VaultError } from '../../errors.js';
import type { FailedRecord } from '../opening/opener.js';

/** Records of one place that have the same thing wrong with them. */
export interface Problem {
  readonly code: VaultError['code'];
  readonly reason: string;
  readonly count: number;
  /** The names of three of them. */
  readonly examples: readonly string[];
}

const exampleCount = 3;

/** The records by what is wrong with them, in the order in which that was met. */
export function grouped(failed: readonly FailedRecord[]): Problem[] {
  const groups = new Map<string, { error: VaultError; names: string[]; count: number }>();
  for (const { holding, error } of failed) {
    const id = `${error.code} ${error.message}`;
    const group = groups.get(id) ?? { error, names: [], count: 0 };
    groups.set(id, group);
    group.count += 1;
    if (group.names.length < exampleCount) group.names.push(holding.name);
  }
  return [...groups.values()].map(({ error, names, count }) => {
    return { code: error.code, reason: error.message, count, examples: names };
  });
}
