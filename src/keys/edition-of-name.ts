// The edition that a product's name tells, as owners, shops and other programs write it: `Windows 10 Pro` is
// Professional. Only a name that leaves no doubt tells one ("Windows 8" may be any of them), so that a key that
// is named in words is known as the one that was found. Windows XP has no ids of editions.
import { editionNamed, generationOf, serverEditionNamed } from './edition-name.js';

const longestName = 200;
const clientForm = /^(?:Microsoft )?Windows (Vista|7|8\.1|8|10\/11|10|11) (.+)$/i;
const serverForm = /^(?:Microsoft )?Windows Server (?:20\d\d (?:R2 )?)?(.+)$/i;
/** What stands around the name of an edition and says nothing of it. */
const besides =
  /\((?:64|32)[ -]?bit[^()]*\)|\b(?:64|32)[ -]?bit\b|\bx(?:64|86)\b|\bedition\b|\b(?:OEM|retail)\b|\((?:R|TM)\)|[®™,]/gi;
/** One name of it, with the year of its release or without. */
const longTerm = /\b(?:20\d\d )?LTS[BC](?: 20\d\d)?\b/i;

/** Microsoft's name of the edition; null where the name does not tell exactly one. */
export function editionOfName(product: string): string | null {
  if (product.length > longestName) return null;
  const name = product.replaceAll(besides, ' ').replaceAll(/\s+/g, ' ').trim();
  const [, server] = serverForm.exec(name) ?? [];
  if (server !== undefined) return serverEditionNamed(server);
  const [, version = '', edition = ''] = clientForm.exec(name) ?? [];
  return editionNamed(edition.replace(longTerm, 'LTSC'), generationOf(version));
}
