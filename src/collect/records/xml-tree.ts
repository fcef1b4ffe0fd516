// The tree of records of an XML text. An element with nothing in it but text is a field of the one around
// it; one with attributes is a record of its own, its text among its fields. `<S N="ProductKey">` and
// `<Property Name="ProductKey">`, as PowerShell writes objects, are fields by their attribute.
import { readXml, withoutEntities } from '../../text/xml-events.js';
import { type Field, mostFields } from './key-record.js';
import { labelOf } from './label.js';
import { deepestNode, mostNodes, type RecordNode } from './record-tree.js';

/** Attributes that may name a field instead of saying one. */
const naming = new Set(['n', 'name', 'key', 'property', 'label', 'id']);
const attribute = /([^\s=/"'<>]{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const longestValue = 8192;

interface OpenElement extends RecordNode {
  text: string;
  hasElements: boolean;
}

/** The tree; null for what is no XML, or more of it than any list of keys has. */
export function xmlTree(xml: string): RecordNode | null {
  if (!/^[\s\ufeff]*<[?!a-z]/i.test(xml)) return null;
  const root = element('', []);
  const stack: OpenElement[] = [root];
  let nodes = 0;
  readXml(xml, {
    text: (text) => {
      const open = stack.at(-1);
      if (open !== undefined && open.text.length < longestValue)
        open.text += text.slice(0, longestValue);
    },
    open: (name, attributes = '') => {
      nodes += 1;
      const around = stack.at(-1);
      if (around !== undefined) around.hasElements = true;
      if (nodes <= mostNodes) stack.push(element(name, attributesIn(attributes)));
    },
    close: (name) => {
      const at = openAt(stack, name);
      while (at !== null && stack.length > at) endElement(stack);
    },
  });
  if (nodes > mostNodes) return null;
  while (stack.length > 1) endElement(stack);
  return root;
}

/** Where the element of a closing tag is open: looked for in a few, for nobody may have opened it. */
function openAt(stack: readonly OpenElement[], name: string): number | null {
  const last = stack.length - 1;
  for (let at = last; at > Math.max(0, last - deepestNode); at -= 1)
    if (stack[at]?.name === name) return at;
  return null;
}

function element(name: string, fields: Field[]): OpenElement {
  return { name, fields, children: [], isOfMany: false, text: '', hasElements: false };
}

function endElement(stack: OpenElement[]): void {
  const ended = stack.pop();
  const around = stack.at(-1);
  if (ended === undefined || around === undefined) return;
  const { name, fields, text, hasElements } = ended;
  const value = text.trim();
  const member = namedField(ended);
  if (member !== null) around.fields.push(member);
  else if (!hasElements && fields.length === 0) {
    if (value !== '' && around.fields.length < 10 * mostFields)
      around.fields.push({ label: name, value, line: null });
  } else {
    if (value !== '') fields.push({ label: name, value, line: null });
    // Below that the scan of the text finds the keys.
    if (stack.length <= deepestNode) around.children.push(asNode(ended, around));
  }
}

/** An element that is one of several of its name is one of a list. */
function asNode({ name, fields, children }: OpenElement, around: OpenElement): RecordNode {
  const isOfMany = around.children.at(-1)?.name === name;
  return { name, fields, children, isOfMany };
}

function namedField({ fields, text, hasElements }: OpenElement): Field | null {
  if (hasElements) return null;
  const name = fields.find(({ label }) => naming.has(label.toLowerCase()));
  if (name === undefined || labelOf(name.value) === null) return null;
  const ofAttribute = fields.find(({ label }) => /^val(?:ue)?$/i.test(label));
  const value = text.trim() === '' ? (ofAttribute?.value ?? '') : text.trim();
  return value === '' ? null : { label: name.value, value, line: null };
}

function attributesIn(text: string): Field[] {
  if (!text.includes('=')) return [];
  const fields: Field[] = [];
  for (const [, label = '', double, single] of text.slice(0, longestValue).matchAll(attribute)) {
    if (fields.length === mostFields) break;
    const value = withoutEntities(double ?? single ?? '').trim();
    if (value !== '' && !/^xmlns/i.test(label)) fields.push({ label, value, line: null });
  }
  return fields;
}
