// Records that lie in one another, as XML and JSON write them: what is said of an element is said of the
// keys in it. A tree made to fill the memory is bounded where it is built.
import { type Field, type KeyRecord, mostFields, mostRecords } from './key-record.js';
import { isKeyField, recordsOfFields } from './field-records.js';
import { keysIn } from './key-finding.js';
import { labelOf } from './label.js';

/** An element of XML or an object of JSON. */
export interface RecordNode {
  /** The name of the element, or of the member that the object is the value of. */
  readonly name: string;
  readonly fields: Field[];
  readonly children: RecordNode[];
  /** Whether it is one of a list, of which none speaks for the others. */
  readonly isOfMany: boolean;
}

/** No list of keys is deeper; the scan of the text finds what lies below. */
export const deepestNode = 64;
/** As many as the records of a network have, and elements around them. */
export const mostNodes = 20 * mostRecords;

/** The records of a tree. */
export function recordsOfTree(root: RecordNode): KeyRecord[] {
  const records: KeyRecord[] = [];
  walk(root, [], records);
  return records.map((record) => ({ ...record, isListed: true }));
}

/** @returns whether the node or one below it has a key. */
function walk(
  node: RecordNode,
  outer: readonly (readonly Field[])[],
  records: KeyRecord[],
): boolean {
  if (records.length > mostRecords) return true;
  const all = [...node.fields.map((field) => namedBy(node, field)), ...describedIn(node)];
  const own = all.slice(0, mostFields);
  const groups = groupsOf(own);
  let hasKey = false;
  for (const group of groups) {
    const found = recordsOfFields(group, { outer, heading: null });
    hasKey ||= found.length > 0;
    records.push(...found);
  }
  // What stands beside a key is said of that key, but for the PC.
  const lent = hasKey ? own.filter(({ label }) => labelOf(label)?.fact === 'computer') : own;
  for (const child of node.children) {
    const below = walk(child, [lent, ...outer], records);
    hasKey ||= below;
  }
  return hasKey;
}

/** The name of a `pc` is that of a PC. */
function namedBy({ name }: RecordNode, field: Field): Field {
  if (name === '' || labelOf(field.label)?.fact !== 'title') return field;
  const label = `${name} ${field.label}`;
  return labelOf(label) === null ? field : { ...field, label };
}

/** A child without a key, such as `"computer": { "name": ... }`, describes what it is a part of. */
function describedIn({ children }: RecordNode): Field[] {
  return children
    .filter(
      (child) =>
        child.name !== '' && !child.isOfMany && child.children.length === 0 && !hasKeys(child),
    )
    .flatMap(({ name, fields }) =>
      fields.flatMap((field) => {
        const label = `${name} ${field.label}`;
        return labelOf(label) === null || isKeyField({ ...field, label })
          ? []
          : [{ ...field, label }];
      }),
    );
}

function hasKeys({ fields }: RecordNode): boolean {
  return fields.some((field) => isKeyField(field) && keysIn(field.value).length > 0);
}

/** Members that stand there again begin another record, but where only keys do. */
function groupsOf(fields: readonly Field[]): Field[][] {
  const others = fields.filter((field) => !isKeyField(field)).map(({ label }) => label);
  const areRows = new Set(others).size < others.length;
  const groups: Field[][] = [[]];
  for (const field of fields) {
    const isAgain = groups.at(-1)?.some(({ label }) => label === field.label) === true;
    if (areRows && isAgain) groups.push([]);
    groups.at(-1)?.push(field);
  }
  return groups;
}
