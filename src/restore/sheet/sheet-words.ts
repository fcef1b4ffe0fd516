// What a sheet says to whoever finds it: how to get the keys back, where else the backups are, and how to open
// one without the program. docs/format.md says the last at length.
import { type Markup, markup } from '../../report/export/markup.js';
import type { BackupOnPaper, SheetPlace } from './on-paper.js';

/** The steps back, in plain words. */
export function restorePart({ hasRecovery }: BackupOnPaper, codes: number): Markup {
  const or = hasRecovery
    ? markup`, or the recovery code (add <code class="line">--recovery-code</code>)`
    : markup``;
  const square =
    codes === 1
      ? markup`Scan this page, or photograph the square with its white edge: flat, sharp, evenly lit. Save it as <code>scan.png</code> or <code>scan.jpg</code>.`
      : markup`Scan the pages with the ${String(codes)} squares, or photograph each with its white edge: flat, sharp, evenly lit. Save them as <code>scan1.png</code>, <code>scan2.png</code> and so on. Their order does not matter.`;
  const line =
    codes === 1
      ? 'vault pull --from scan.png'
      : 'vault pull --from scan1.png --from scan2.png (and so on)';
  return markup`<h2>To get the keys back</h2>
<ol>
<li>${square}</li>
<li>On any PC with vault (from a stick that <code>vault kit</code> made, or from npm: <code>product-key-vault</code>) type <code class="line">${line}</code> and then the passphrase${or}.</li>
<li>No scanner? Type or copy the text on the last pages into a file <code>backup.txt</code>, from the BEGIN line to the END line, and take that in place of the picture.</li>
<li>No vault? Open <code>RESTORE.html</code> on a stick that <code>vault kit</code> made, in any browser: it takes that text. Or any QR app and a programmer can do it: see "Without the program".</li>
</ol>
`;
}

/** Where the backups are. */
export function placesPart(places: readonly SheetPlace[]): Markup {
  if (places.length === 0) return markup``;
  return markup`<h2>Where else the backups are</h2>
${places.map(placePart)}`;
}

function placePart({ name, facts, line }: SheetPlace): Markup {
  const typed: readonly (readonly [string, string])[] = line === null ? [] : [['to type', line]];
  return markup`<div class="place">
<h3>${name}</h3>
<table>
${facts.map(([label, value]) => markup`<tr><th scope="row">${label}</th><td>${value}</td></tr>\n`)}${typed.map(([label, value]) => markup`<tr><th scope="row">${label}</th><td><code>${value}</code></td></tr>\n`)}</table>
</div>
`;
}

/** The format in a few lines, for somebody who has nothing but the paper. */
export function byHandPart(): Markup {
  return markup`<div class="keep fine">
<h2>Without the program</h2>
<p>A code holds the backup in Base45 (RFC 9285). Where there are several, each begins with <code>VAULT:set:number/count:</code>; join what the parts decode to, in the order of their numbers. The text on the last pages is Base64 of the same bytes. With libsodium, numbers big-endian, n = byte 11:</p>
<ol>
<li><code>PK = crypto_pwhash(32, passphrase, salt = bytes 40..55, ops = u16 at 36, memory = u16 at 38 MiB, Argon2id13)</code></li>
<li><code>sub(k, label)</code> = BLAKE2b-256 with key k of <code>"product-key-vault/1/" + label</code>. The 48 bytes at 81 are XChaCha20-Poly1305 with nonce = bytes 57..80, key <code>sub(PK, "passphrase slot")</code>, associated data = bytes 0..9, 36..55 and 01. They give the file key FK.</li>
<li>From 112+73n to 16 before the end: the same cipher, nonce = 24 bytes at 56+73n, key <code>sub(FK, "payload")</code>, associated data = bytes 0..111+73n. The result: two u32 lengths, then raw deflate of that second length: JSON with the keys.</li>
</ol>
<p>All of it, with the recovery code: docs/format.md of product-key-vault.</p>
</div>
`;
}
