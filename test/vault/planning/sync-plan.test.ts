// What each place lacks: by table, and by what must hold whatever lies where.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../../src/record/name.js';
import {
  type CopiesInPlace,
  type CopyState,
  planSync,
} from '../../../src/vault/planning/sync-plan.js';

const nameOf = (number: number, tag = 'a'.repeat(16)): RecordName =>
  `${tag}/202611${String(number + 10)}T195501Z-${String(number).padStart(32, '0')}.vault` as RecordName;
const [one, two, three] = [1, 2, 3].map((number) => nameOf(number)) as [
  RecordName,
  RecordName,
  RecordName,
];

function place(
  copies: Readonly<Record<string, CopyState>>,
  { isFilled = true } = {},
): CopiesInPlace {
  return { copies: new Map(Object.entries(copies) as [RecordName, CopyState][]), isFilled };
}

describe('the plan of a sync', () => {
  it.each<{
    what: string;
    places: CopiesInPlace[];
    opened?: RecordName[];
    left?: RecordName[];
    needs: { lacks: RecordName[]; damaged: RecordName[]; there: number }[];
  }>([
    {
      what: 'gives each place what it lacks, the newest first',
      places: [place({ [one]: 'sound', [two]: 'sound' }), place({ [three]: 'sound' })],
      needs: [
        { lacks: [three], damaged: [], there: 2 },
        { lacks: [two, one], damaged: [], there: 1 },
      ],
    },
    {
      what: 'heals a damaged copy by a sound one',
      places: [place({ [one]: 'damaged' }), place({ [one]: 'sound' })],
      needs: [
        { lacks: [], damaged: [one], there: 0 },
        { lacks: [], damaged: [], there: 1 },
      ],
    },
    {
      what: 'leaves alone what is sound nowhere, or could not be read',
      places: [place({ [one]: 'damaged', [two]: 'unread' }), place({ [two]: 'sound' })],
      needs: [
        { lacks: [], damaged: [], there: 0 },
        { lacks: [], damaged: [], there: 1 },
      ],
    },
    {
      what: 'copies nothing that did not open',
      opened: [two],
      places: [place({ [one]: 'sound' }), place({ [one]: 'damaged', [two]: 'sound' })],
      needs: [
        { lacks: [two], damaged: [], there: 0 },
        { lacks: [], damaged: [], there: 1 },
      ],
    },
    {
      what: 'takes from a place with little room, heals it, and does not fill it',
      places: [
        place({ [one]: 'sound', [two]: 'damaged' }, { isFilled: false }),
        place({ [two]: 'sound', [three]: 'sound' }),
      ],
      needs: [
        { lacks: [], damaged: [two], there: 1 },
        { lacks: [one], damaged: [], there: 2 },
      ],
    },
    {
      what: 'brings nothing that is left where it is',
      left: [one],
      places: [place({ [one]: 'sound' }), place({}), place({ [one]: 'damaged' })],
      needs: [
        { lacks: [], damaged: [], there: 1 },
        { lacks: [], damaged: [], there: 0 },
        { lacks: [], damaged: [], there: 0 },
      ],
    },
  ])('$what', ({ places, opened = [one, two, three], left = [], needs }) => {
    expect(planSync(new Set(opened), places, (name) => left.includes(name))).toEqual(needs);
  });

  it('orders by time, whosever records they are', () => {
    const [early, late] = [nameOf(1, 'f'.repeat(16)), nameOf(2, '0'.repeat(16))];
    const [, needs] = planSync(new Set([early, late]), [
      place({ [early]: 'sound', [late]: 'sound' }),
      place({}),
    ]);
    expect(needs?.lacks).toEqual([late, early]);
  });
});

const states = fc.option(fc.constantFrom<CopyState>('sound', 'damaged', 'unread'));
const anyPlaces = fc.array(
  fc.record({ held: fc.array(states, { minLength: 6, maxLength: 6 }), isFilled: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);
const names = Array.from({ length: 6 }, (_, number) => nameOf(number));
const anyNames = fc.subarray(names);

function asPlace({ held, isFilled }: { held: (CopyState | null)[]; isFilled: boolean }) {
  const copies = names.flatMap((name, i): [RecordName, CopyState][] => {
    const state = held[i] ?? null;
    return state === null ? [] : [[name, state]];
  });
  return { copies: new Map(copies), isFilled };
}

describe('a plan that is carried out', () => {
  it('leaves every filled place with all that opened and is sound somewhere, and no other', () => {
    fc.assert(
      fc.property(anyPlaces, anyNames, anyNames, (given, openedNames, leftNames) => {
        const places = given.map(asPlace);
        const opened = new Set(openedNames);
        const isLeft = (name: RecordName): boolean => leftNames.includes(name);
        const plan = planSync(opened, places, isLeft);
        const after = places.map(({ copies, isFilled }, i) => {
          const changed = new Map(copies);
          for (const name of [...(plan[i]?.lacks ?? []), ...(plan[i]?.damaged ?? [])])
            changed.set(name, 'sound');
          return { copies: changed, isFilled };
        });
        const sound = (name: RecordName): boolean =>
          places.some(({ copies }) => copies.get(name) === 'sound');
        after.forEach(({ copies, isFilled }, i) => {
          for (const name of names) {
            const before = places[i]?.copies.get(name);
            const isGiven = opened.has(name) && !isLeft(name) && sound(name);
            if (isGiven && before === 'damaged') expect(copies.get(name)).toBe('sound');
            else if (isGiven && before === undefined && isFilled)
              expect(copies.get(name)).toBe('sound');
            else expect(copies.get(name)).toBe(before);
          }
        });
        // Run again it has nothing to do.
        for (const { lacks, damaged } of planSync(opened, after, isLeft))
          expect([...lacks, ...damaged]).toEqual([]);
      }),
    );
  });
});
