// What every sheet is made of: a document that needs nothing else and may do nothing, its pages, and the
// squares of its codes.
import { createHash } from 'node:crypto';
import { type Markup, markup } from '../../report/export/markup.js';
import { type QrCode, pathOf, quietModules } from '../qr/qr-writer.js';
import { sheetStyle } from './sheet-style.js';

/** What stands above and below a page. */
interface PageEdges {
  /** What kind of sheet it is. */
  readonly kind: string;
  /** Whose it is: on each page, since papers part. */
  readonly of: string;
  readonly number: number;
  readonly count: number;
}

/** A whole document. `once` is said on the screen alone, before it is printed. */
export function sheetDocument(
  title: string,
  pages: readonly Markup[],
  once: Markup = markup``,
): string {
  const hash = createHash('sha256').update(sheetStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ html: policy }}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: sheetStyle }}</style>
</head>
<body>
${once}<main>
${pages}</main>
</body>
</html>
`.html;
}

/** One page. */
export function sheetPage({ kind, of, number, count }: PageEdges, content: Markup): Markup {
  return markup`<section class="page">
<div class="kind"><span>${kind}</span><span>product-key-vault</span></div>
${content}<div class="foot"><span>${of}</span><span>page ${String(number)} of ${String(count)}</span></div>
</section>
`;
}

/** The square of a code with its light margin, and what stands under it. */
export function codeFigure(code: QrCode, size: 'large' | 'half' | 'small', under: string): Markup {
  const side = code.modules.length + 2 * quietModules;
  const margin = String(quietModules);
  return markup`<div class="code ${size}">
<svg viewBox="0 0 ${String(side)} ${String(side)}" role="img" aria-label="QR code"><path transform="translate(${margin} ${margin})" d="${pathOf(code)}"/></svg>
<p>${under}</p>
</div>
`;
}

/** `2026-11-21 19:55 UTC` */
export function sheetTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
