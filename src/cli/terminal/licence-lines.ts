// How a PC and its licences look on the screen. Whole keys are shown only where the command is for
// that; everywhere else all but the last five characters are hidden.
import type { Licence, OperatingSystem, Snapshot } from '../../record/schema.js';
import { certainty, pcWords, remarks, shownKey } from '../../report/licence-words.js';
import { worthOf } from '../../report/worth.js';
import { columns } from './layout.js';
import { messageWidth, printable } from './output.js';

/** `Windows 11 Pro (build 26100.2314) on ANNA-PC` */
export function pcLine(snapshot: Pick<Snapshot, 'machine' | 'os'>): string {
  return printable(pcWords(snapshot));
}

/** How licences are laid out. */
interface LicenceLayout {
  readonly indent: string;
  /** Whether keys are whole. */
  readonly reveal: boolean;
  /** The Windows of their PC, where what they are worth there is to be told. */
  readonly detailsOn?: OperatingSystem | null;
  /** Of the screen that it is for: of the one for messages unless told. */
  readonly width?: number | null;
}

/**
 * A line for each licence: product, key, how sold. What to beware of follows on a line of its own, and,
 * where the Windows of its PC is told, what it is worth there, how sure that is, and where it was found.
 */
export function licenceLines(
  licences: readonly Licence[],
  { indent, reveal, detailsOn = null, width = messageWidth() }: LicenceLayout,
): string[] {
  const rows = licences.map((licence) => [
    printable(licence.product),
    printable(shownKey(licence, { reveal })),
    printable(licence.channel ?? 'unknown'),
  ]);
  const lines = columns(rows, indent, width);
  return licences.flatMap((licence, i) => {
    const remark = printable(remarks(licence));
    const below = `${indent}    `;
    return [
      lines[i] ?? '',
      ...(remark === '' ? [] : [`${below}${remark}`]),
      ...(licence.note === null ? [] : [`${below}"${printable(licence.note)}"`]),
      ...(detailsOn === null ? [] : detailLines(licence, detailsOn, below)),
    ];
  });
}

function detailLines(licence: Licence, os: OperatingSystem, indent: string): string[] {
  const places = licence.places.map(({ location }) => `found in ${printable(location)}`);
  return [
    `${indent}${worthOf(licence, os)}`,
    ...[certainty(licence), ...places].map((detail) => `${indent}${detail}`),
  ];
}
