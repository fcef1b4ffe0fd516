// The texts of the ProductKey elements of an answer file for Windows Setup, whichever component they
// are of: `<ProductKey>` alone, or with a `<Key>` in it. What the texts are worth is not judged here.
import { markupReader } from '../../text/markup.js';

/** The texts, in the order of the file. */
export async function keysInAnswerXml(text: string): Promise<string[]> {
  const texts: string[] = [];
  let isInside = false;
  let current = '';
  const endText = (): void => {
    if (isInside && current.trim() !== '') texts.push(current);
    current = '';
  };
  const reader = await markupReader(
    {
      text: (part) => {
        if (isInside) current += part;
      },
      open: (name) => {
        endText();
        if (localName(name) === 'productkey') isInside = true;
      },
      close: (name) => {
        endText();
        if (localName(name) === 'productkey') isInside = false;
      },
    },
    { isXml: true },
  );
  reader.push(text);
  reader.end();
  return texts;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
