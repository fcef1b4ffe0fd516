// HTML and XML as a stream of texts and tags, in time that grows with the length alone: tags are told
// apart, never matched with each other, so no nesting can cost anything. Owns htmlparser2.

/** What is told of a text, in its order. */
export interface MarkupEvents {
  /** Text outside of tags, entities decoded, in parts of any length. */
  text(text: string): void;
  /** An opening tag, its name in lower case; the reader of XML tells what else stands in it. */
  open(name: string, attributes?: string): void;
  close(name: string): void;
  /** The value that a field of a form (`<input value="...">`) holds. */
  value?(text: string): void;
}

/** Reads markup a part at a time. */
export interface MarkupReader {
  push(part: string): void;
  end(): void;
}

/** How much of a part is kept for what the next one goes on with: the name of a tag, a lone `<`. */
const keptLength = 1024;

/** A reader of HTML, or of XML. */
export async function markupReader(
  events: MarkupEvents,
  { isXml }: { readonly isXml: boolean },
): Promise<MarkupReader> {
  const { Tokenizer } = await import('htmlparser2');
  let kept = '';
  let keptStart = 0;
  const slice = (start: number, end: number): string =>
    kept.slice(Math.max(0, start - keptStart), Math.max(0, end - keptStart));
  const name = (start: number, end: number): string => slice(start, end).toLowerCase();
  const ignore = (): void => undefined;
  const field = fieldValue(events);
  const tokenizer = new Tokenizer(
    { xmlMode: isXml, decodeEntities: true },
    {
      ontext: (start, end) => {
        events.text(slice(start, end));
      },
      ontextentity: (codePoint) => {
        events.text(String.fromCodePoint(codePoint));
      },
      oncdata: (start, end, endOffset) => {
        events.text(slice(start, end - endOffset));
      },
      onopentagname: (start, end) => {
        events.open(field.ofTag(name(start, end)));
      },
      onclosetag: (start, end) => {
        events.close(name(start, end));
      },
      onattribname: (start, end) => {
        field.begin(name(start, end));
      },
      onattribdata: (start, end) => {
        field.add(slice(start, end));
      },
      onattribentity: (codePoint) => {
        field.add(String.fromCodePoint(codePoint));
      },
      onattribend: field.end,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  return {
    push: (part) => {
      const before = kept.slice(-keptLength);
      keptStart += kept.length - before.length;
      kept = before + part;
      tokenizer.write(part);
    },
    end: () => {
      tokenizer.end();
    },
  };
}

/** Gathers the value of a field of a form. */
function fieldValue(events: MarkupEvents) {
  let tag = '';
  let value: string | null = null;
  return {
    ofTag: (name: string): string => (tag = name),
    begin: (attribute: string): void => {
      value = tag === 'input' && attribute === 'value' ? '' : null;
    },
    add: (text: string): void => {
      if (value !== null && value.length < keptLength) value += text;
    },
    end: (): void => {
      if (value !== null && value !== '') events.value?.(value);
      value = null;
    },
  };
}
