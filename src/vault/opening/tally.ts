// Things that are told of together: one line for each place and reason, with how many there are and three
// of them by name.

/** What is told of. */
interface Tallied {
  readonly where: string;
  readonly reason: string;
  readonly name: string;
}

/** All of one place and reason. */
interface TalliedGroup extends Omit<Tallied, 'name'> {
  readonly count: number;
  /** Three of them, and that there are more. */
  readonly examples: string;
}

export interface Tally {
  readonly add: (one: Tallied) => void;
  readonly all: () => readonly TalliedGroup[];
}

const exampleCount = 3;

/** Nothing told of yet. */
export function tally(): Tally {
  const groups = new Map<
    string,
    { where: string; reason: string; names: string[]; count: number }
  >();
  return {
    add: ({ where, reason, name }) => {
      const id = JSON.stringify([where, reason]);
      const group = groups.get(id) ?? { where, reason, names: [], count: 0 };
      groups.set(id, group);
      group.count += 1;
      if (group.names.length < exampleCount) group.names.push(name);
    },
    all: () =>
      [...groups.values()].map(({ where, reason, names, count }) => {
        const more = count > names.length ? `, and ${count - names.length} more` : '';
        return { where, reason, count, examples: `${names.join(', ')}${more}` };
      }),
  };
}
