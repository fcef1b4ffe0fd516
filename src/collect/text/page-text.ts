// The keys of a web page as a person sees it: tags taken away, entities decoded, so that a key is found
// whose letters are divided by tags. Begins where the first tag of a page stands, for the page may be
// a part of an e-mail.
import { type KeyScanner, keyScanner } from './keys-in-text.js';
import { type MarkupReader, markupReader } from '../../text/markup.js';
import { startOfPage } from '../../text/page-start.js';

/** Reads the pages in a text. */
export interface PageReader extends Pick<KeyScanner, 'keys' | 'ends' | 'nearKeys'> {
  push(part: string): Promise<void>;
  end(): void;
}

/** Tags that stand within a word or a line; all others end one. */
const inLine = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/** @param options as for {@link keyScanner}. */
export function pageReader(options: { readonly mostKeys: number }): PageReader {
  const scanner = keyScanner(options);
  let reader: MarkupReader | null = null;
  // A page may have a tag after every letter: the scanner is given all of a part at once.
  let shown = '';
  const tag = (name: string): void => {
    if (name === 'td' || name === 'th') shown += ' \t ';
    else if (!inLine.has(name)) shown += '\n';
  };
  const events = {
    // A line end of the source is a blank on the page.
    text: (text: string) => {
      shown += text.replaceAll(/[\r\n]+/g, ' ');
    },
    open: tag,
    close: tag,
  };
  const scan = (): void => {
    scanner.push(shown);
    shown = '';
  };
  return {
    keys: scanner.keys,
    ends: scanner.ends,
    nearKeys: scanner.nearKeys,
    push: async (part) => {
      const start = reader === null ? part.search(startOfPage) : 0;
      if (start < 0) return;
      reader ??= await markupReader(events, { isXml: false });
      reader.push(part.slice(start));
      scan();
    },
    end: () => {
      reader?.end();
      scan();
      scanner.end();
    },
  };
}
