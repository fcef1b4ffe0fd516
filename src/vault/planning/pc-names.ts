// What a PC is called where several are told of: its name, and its tag too where another has the same name (a PC
// that was replaced and named alike, or a cloned disk), so that a person can tell and name each.

/** A PC as it is known. */
interface Named {
  readonly name: string | null;
  readonly tag: string;
}

/** The words for one of the PCs. */
export type PcNamer = (pc: Named) => string;

/** Names PCs among these. */
export function pcNamer(pcs: Iterable<Named>): PcNamer {
  const tagsOf = new Map<string, Set<string>>();
  for (const { name, tag } of pcs) {
    if (name === null) continue;
    const tags = tagsOf.get(name.toLowerCase()) ?? new Set();
    tagsOf.set(name.toLowerCase(), tags.add(tag));
  }
  return ({ name, tag }) => {
    if (name === null) return `PC ${tag.slice(0, 8)}`;
    const isShared = (tagsOf.get(name.toLowerCase())?.size ?? 0) > 1;
    return isShared ? `${name} [${tag}]` : name;
  };
}

/** The same for a line that a person is to type: who has no name is named by the whole tag. */
export function typedNames(pcs: readonly Named[]): string[] {
  const named = pcs.map(({ name, tag }) => ({ name: name ?? tag, tag }));
  return [...new Set(named.map(pcNamer(named)))];
}

/** Whether these words name the PC: its name in any case, its tag, or both as they are told of namesakes. */
export function isCalled({ name, tag }: Named, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  const lower = name?.toLowerCase();
  return wanted === tag || wanted === lower || wanted === `${lower} [${tag}]`;
}
