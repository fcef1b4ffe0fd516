// Whether a path is one that a pattern names. An export has a million keys and there are hundreds of
// patterns, so they are one tree: a path whose first part begins none of them is known by that part.
import { foldCase } from './name-case.js';
import { type NamePattern, namePattern } from './name-pattern.js';

/** Patterns that begin alike, from here on. */
interface Branch {
  isEnd: boolean;
  /** By the next part, in capitals. */
  readonly plain: Map<string, Branch>;
  /** By the next part, where it has a wildcard. */
  readonly wild: Map<string, { readonly expression: NamePattern; readonly branch: Branch }>;
}

/** A test for paths, divided into their parts, that one of the patterns names, whatever the case. */
export function pathMatcher(patterns: readonly string[]): (parts: readonly string[]) => boolean {
  const root = emptyBranch();
  for (const pattern of patterns) {
    let branch = root;
    for (const part of pattern.split('\\')) branch = next(branch, part);
    branch.isEnd = true;
  }
  return (parts) => matches(root, parts, 0);
}

function emptyBranch(): Branch {
  return { isEnd: false, plain: new Map(), wild: new Map() };
}

function next({ plain, wild }: Branch, part: string): Branch {
  const id = foldCase(part);
  const known = plain.get(id) ?? wild.get(id)?.branch;
  if (known !== undefined) return known;
  const branch = emptyBranch();
  if (part.includes('*')) wild.set(id, { expression: namePattern(part), branch });
  else plain.set(id, branch);
  return branch;
}

function matches(branch: Branch, parts: readonly string[], from: number): boolean {
  const part = parts[from];
  if (part === undefined) return branch.isEnd;
  const plain = branch.plain.get(foldCase(part));
  if (plain !== undefined && matches(plain, parts, from + 1)) return true;
  for (const { expression, branch: other } of branch.wild.values()) {
    if (expression.test(part) && matches(other, parts, from + 1)) return true;
  }
  return false;
}
