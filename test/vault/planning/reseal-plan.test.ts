import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../../src/record/name.js';
import { type OpenedUnder, planReseal } from '../../../src/vault/planning/reseal-plan.js';
import { smallContent } from '../../support/sample-content.js';

function record(name: string, changes: Partial<OpenedUnder> = {}): OpenedUnder {
  return {
    ...{ name: name as RecordName, recordId: 'aa', content: smallContent, isCurrent: false },
    ...changes,
  };
}

describe('what is sealed again', () => {
  it('is every record under another card, each once, with all names that it has there', () => {
    const plan = planReseal([record('1'), record('2'), record('3', { recordId: 'bb' })]);
    expect(plan.map(({ from, done }) => [from, done])).toEqual([
      [['1', '2'], null],
      [['3'], null],
    ]);
  });

  it('is nothing under the card of now, and what was done before is not done twice', () => {
    const done = record('2', { isCurrent: true });
    expect(planReseal([done])).toEqual([]);
    expect(planReseal([record('1'), done]).map((one) => one.done)).toEqual([done]);
  });

  it('is never stood for by a record of the same id that says something else', () => {
    const content = { ...smallContent, sequence: 77 };
    const plan = planReseal([record('1'), record('2', { isCurrent: true, content })]);
    expect(plan.map(({ from, done }) => [from, done])).toEqual([[['1'], null]]);
  });
});
