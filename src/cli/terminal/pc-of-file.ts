// The question whose keys of a file are meant, where it lists those of several PCs and none has the name
// that was given.
import type { Collection, Finding } from '../../collect/collector.js';
import { askChoice, canAsk } from './prompts.js';
import { printable } from './output.js';

/**
 * The keys of the PC that the person chooses; all of the file where there is nothing to choose, or nobody
 * to ask: then the vault says which PCs there are.
 */
export async function ofOnePc(
  collection: Collection,
  machine: string | null,
  signal: AbortSignal,
): Promise<Collection> {
  const { findings } = collection;
  const isNamed = findings.some((finding) => isOf(finding, machine ?? ''));
  if (machine === null || findings.length < 2 || isNamed || !canAsk()) return collection;
  const choices = findings.map(({ snapshot }, i) => ({
    value: String(i),
    label: printable(snapshot.machine.name ?? 'without the name of a PC'),
    hint: keysWords(snapshot.licences.length),
  }));
  const question = `The file lists ${findings.length} PCs, none of them ${printable(machine)}. Whose keys are meant?`;
  const chosen = await askChoice(question, choices, signal);
  return { ...collection, findings: findings.filter((_, i) => String(i) === chosen) };
}

function isOf({ snapshot }: Finding, machine: string): boolean {
  return snapshot.machine.name?.toLowerCase() === machine.toLowerCase();
}

function keysWords(count: number): string {
  return count === 1 ? '1 key' : `${count} keys`;
}
