// The second sheet: the recovery code, or its shares, one to a page. It is written when the code is made, since
// nobody knows it later; whoever has it and a backup has the keys.
import { formatRecoveryCode, type RecoveryCode } from '../../crypto/recovery-code.js';
import { type RecoveryShare, formatShare, setName } from '../../crypto/recovery-share.js';
import { type Markup, markup } from '../../report/export/markup.js';
import { qrCode } from '../qr/qr-writer.js';
import { checkCode } from './read-back.js';
import { codeFigure, sheetDocument, sheetPage } from './sheet-page.js';

/** What is given on paper: the code whole, or each share to somebody else. */
export type RecoveryOnPaper = RecoveryCode | readonly RecoveryShare[];

/** The whole document. @throws VaultError `FAILURE` where it does not read back */
export async function recoverySheet(given: RecoveryOnPaper, now: Date): Promise<string> {
  const day = now.toISOString().slice(0, 10);
  const pages =
    given instanceof Uint8Array
      ? [await codePage(given, day)]
      : await Promise.all(given.map((share) => sharePage(share, day)));
  const once = markup`<p class="once">Print this, then delete the file: whoever has it and a backup has the product keys.</p>\n`;
  return sheetDocument('Recovery code', pages, once);
}

async function codePage(code: RecoveryCode, day: string): Promise<Markup> {
  const text = formatRecoveryCode(code);
  const content = markup`<h1>Recovery code</h1>
<p class="when">Made ${day}</p>
<p class="mind">It opens the backups of product keys when the passphrase is forgotten. Keep it apart from the passphrase and from the backups, and show it to nobody.</p>
${await codePart(text)}${useWords('the recovery code', ' A picture of the square does as well: --recovery-code-file scan.png.')}`;
  return sheetPage({ ...edges(day), number: 1, count: 1 }, content);
}

async function sharePage(share: RecoveryShare, day: string): Promise<Markup> {
  const { number, count, threshold } = share;
  const any =
    threshold === count ? `All ${count} shares` : `Any ${threshold} of the ${count} shares`;
  const content = markup`<h1>${`Recovery code, share ${number} of ${count}`}</h1>
<p class="when">Set ${setName(share)}, made ${day}</p>
<p class="mind">${any} of this set open the backups of product keys when the passphrase is forgotten; fewer tell nothing. Keep each in another place, or with somebody else.</p>
${await codePart(formatShare(share))}${useWords(`the shares of set ${setName(share)}, one after the other`)}`;
  return sheetPage({ ...edges(day), number, count }, content);
}

function edges(day: string): { readonly kind: string; readonly of: string } {
  return { kind: 'Recovery of product keys', of: `Made ${day}. Print, then delete the file.` };
}

async function codePart(text: string): Promise<Markup> {
  const code = qrCode(text);
  await checkCode(code);
  const groups = text.split('-');
  const cells = groups.map(
    (group, i) => markup`<div><small>${String(i + 1)}</small>${group}</div>`,
  );
  const shape = groups.length > 8 ? 'groups ten mono' : 'groups mono';
  return markup`<div class="${shape}">${cells}</div>
<p class="fine">Letters and digits; the letters I, L, O and U never occur. The last symbol of each group checks it: where one was read or typed wrongly, vault names the group.</p>
${codeFigure(code, 'small', 'The same, for a camera')}`;
}

function useWords(what: string, more = ''): Markup {
  return markup`<h2>To use it</h2>
<ol>
<li>Plug in a place with the backups, or take the sheet of a PC, scanned.</li>
<li>On any PC with vault type <code class="line">vault pull --from PLACE --recovery-code</code> and then ${what}.${more}</li>
<li>Then give the backups a new passphrase: <code class="line">vault passphrase change --recovery-code</code></li>
</ol>
<p>When another code takes the place of this one, it opens nothing that is stored later: cross this sheet out.</p>
`;
}
