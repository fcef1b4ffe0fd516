// A terminal's text as an SVG picture: every line as it was, broken where a terminal of this width
// breaks it. Only colours are added.

const character = { width: 8.4, height: 19 };
const margin = 18;
const titleBar = 34;

/** The picture of a terminal that shows the text. */
export function terminalPicture(text: string, { columns }: { columns: number }): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .flatMap((line) => broken(line, columns));
  const width = Math.ceil(columns * character.width + 2 * margin);
  const height = titleBar + lines.length * character.height + margin;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, i) => `<circle cx="${margin + 4 + i * 20}" cy="17" r="6" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#d7dae0">`,
    ...lines.map(drawn),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The texts of the lines of such a picture. */
export function linesOfPicture(svg: string): string[] {
  const texts = [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, text = '']) => text);
  return texts.map((text) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

/** The line in pieces as wide as the terminal; an empty line is one empty piece. */
function broken(line: string, columns: number): string[] {
  const count = Math.max(1, Math.ceil(line.length / columns));
  return Array.from({ length: count }, (_, i) => line.slice(i * columns, (i + 1) * columns));
}

function drawn(line: string, i: number): string {
  const y = titleBar + (i + 1) * character.height - 5;
  const escaped = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Keeps columns under each other in whatever font there is.
  const length = line === '' ? '' : ` textLength="${(line.length * character.width).toFixed(1)}"`;
  // A browser takes the blanks at the front away, unless each text says to leave them.
  return `<text xml:space="preserve" x="${margin}" y="${y}"${length}${colourOf(line)}>${escaped}</text>`;
}

function colourOf(line: string): string {
  if (line.startsWith('$ ')) return ' fill="#7ee787"';
  return /^ *([A-Z0-9]{5}-){4}[A-Z0-9]{5}$/.test(line) ? ' fill="#ffd866"' : '';
}
