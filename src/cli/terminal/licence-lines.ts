// How a PC and its licences look on the screen. Whole keys are shown only where the command is for
// that; everywhere else all but the last five characters are hidden.
import type { Licence, OperatingSystem, Snapshot } from '../../record/schema.js';
import { certainty, pcWords, remarks, shownKey } from '../../report/licence-words.js';
import { worthOf } from '../../report/worth.js';
import { columns, printable, wrapped } from './output.js';

/** `Windows 11 Pro (build 26100.2314) on ANNA-PC` */
export function pcLine(snapshot: Pick<Snapshot, 'machine' | 'os'>): string {
  return printable(pcWords(snapshot));
}

/**
 * A line for each licence: product, key, how sold. What to beware of follows on a line of its own, and,
 * where the Windows of its PC is told, what it is worth there, how sure that is, and where it was found.
 */
export function licenceLines(
  licences: readonly Licence[],
  {
    indent,
    reveal,
    detailsOn = null,
  }: { indent: string; reveal: boolean; detailsOn?: OperatingSystem | null },
): string[] {
  const rows = licences.map((licence) => [
    printable(licence.product),
    printable(shownKey(licence, { reveal })),
    printable(licence.channel ?? 'unknown'),
  ]);
  const lines = columns(rows, indent);
  return licences.flatMap((licence, i) => {
    const remark = printable(remarks(licence));
    const below = `${indent}    `;
    return [
      lines[i] ?? '',
      ...(remark === '' ? [] : [`${below}${remark}`]),
      ...(licence.note === null ? [] : wrapped(`"${printable(licence.note)}"`, below)),
      ...(detailsOn === null ? [] : detailLines(licence, detailsOn, below)),
    ];
  });
}

function detailLines(licence: Licence, os: OperatingSystem, indent: string): string[] {
  const places = licence.places.map(({ location }) => `found in ${printable(location)}`);
  return [
    ...wrapped(worthOf(licence, os), indent),
    ...[certainty(licence), ...places].map((detail) => `${indent}${detail}`),
  ];
}
