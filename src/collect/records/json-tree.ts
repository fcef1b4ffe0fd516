// The tree of records of a JSON text.
import { type Field, longestRecords } from './key-record.js';
import { deepestNode, mostNodes, type RecordNode } from './record-tree.js';

const mostBrackets = mostNodes;
const mostCommas = 4 * mostNodes;

/** The tree; null for what is no JSON, or more of it than any list of keys has. */
export function jsonTree(text: string): RecordNode | null {
  if (text.length > longestRecords || !/^[\s\ufeff]*[[{]/.test(text)) return null;
  // The parser makes a value of everything at once: many times the text where that is `{},{},{},...`
  if (isMore(text, /[{[]/g, mostBrackets) || isMore(text, /,/g, mostCommas)) return null;
  const value = parse(text.replace(/^\ufeff/, ''));
  if (value === undefined) return null;
  const root: RecordNode = { name: '', fields: [], children: [], isOfMany: false };
  add(root, { name: '', value, isOfMany: false }, 0);
  return root;
}

interface Member {
  readonly name: string;
  readonly value: unknown;
  readonly isOfMany: boolean;
}

function add(node: RecordNode, { name, value, isOfMany }: Member, depth: number): void {
  if (Array.isArray(value)) {
    if (depth < deepestNode)
      for (const one of value as unknown[])
        add(node, { name, value: one, isOfMany: value.length > 1 || isOfMany }, depth + 1);
  } else if (typeof value === 'object' && value !== null) {
    if (depth >= deepestNode) return;
    const child: RecordNode = { name, fields: [], children: [], isOfMany };
    node.children.push(child);
    for (const [member, inner] of Object.entries(value))
      add(child, { name: member, value: inner, isOfMany: false }, depth + 1);
  } else if (typeof value === 'string' || typeof value === 'number') {
    const field: Field = { label: name, value: String(value), line: null };
    node.fields.push(field);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, and with it perhaps a key.
    return undefined;
  }
}

function isMore(text: string, mark: RegExp, most: number): boolean {
  let count = 0;
  while (mark.test(text)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}
