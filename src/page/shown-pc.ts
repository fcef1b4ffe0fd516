// What opened, as the page shows it: the tool's own words, and every key masked.
import type { Licence } from '../record/schema.js';
import { toldTime } from '../record/time.js';
import { adviceFor, windowsSteps } from '../report/advice.js';
import { licenceKind } from '../report/licence-kind.js';
import { certainty, remarkList, shownKey } from '../report/licence-words.js';
import { standingOf, verdictOf } from '../report/verdict.js';
import { verdictParts } from '../report/verdict-words.js';
import { knownWindows } from '../report/windows-version.js';
import type { PullResult } from '../vault/pull.js';
import type { PulledRecord } from '../vault/pulled-record.js';
import type { Note, Opened, Revealed, ShownLicence, ShownPc, Standing } from './opening.js';

/** The result of a pull, without keys. */
export function shownResult({ opened, unopened, warnings }: PullResult, now: Date): Opened {
  const older = new Set(unopened.map(({ machine }) => machine.tag));
  const pcs = opened.map((record) => shownPc(record, { now, isOlder: older.has(record.tag) }));
  return { pcs, notes: warnings.map(asNote).filter(({ code }) => code !== 'place-unusual') };
}

function asNote({ code, message, location }: PullResult['warnings'][number]): Note {
  return { code, message, where: location };
}

/** The key of a licence and the steps with it; null where there is no whole one. */
export function revealed({ content }: PulledRecord, entry: number): Revealed | null {
  const licence = content.licences[entry];
  if (licence === undefined || licence.productKey === null) return null;
  const { steps } = adviceFor(licence, content, { reveal: true });
  return { key: licence.productKey, steps };
}

function shownPc(
  { name: id, content }: PulledRecord,
  { now, isOlder }: { readonly now: Date; readonly isOlder: boolean },
): ShownPc {
  const verdict = verdictOf(content);
  const licences = content.licences.map((licence, entry) =>
    shownLicence(licence, { pc: content, entry }),
  );
  return {
    id,
    name: content.machine.name,
    windows: knownWindows(content.os),
    takenAt: toldTime(content, now),
    isOlder,
    verdict,
    words: verdictParts(verdict),
    steps: windowsSteps(content),
    licences: licences.sort((a, b) => rank(a) - rank(b)),
  };
}

/** What the owner came for stands first. */
const order: readonly Standing[] = ['own', 'toFind', 'organisation', 'account', 'none', 'shared'];

function rank({ standing, isByTheWay }: ShownLicence): number {
  return isByTheWay ? order.length : order.indexOf(standing);
}

function shownLicence(
  licence: Licence,
  { pc, entry }: { readonly pc: PulledRecord['content']; readonly entry: number },
): ShownLicence {
  const { worth, steps } = adviceFor(licence, pc, { reveal: false });
  const standing = standingOf(licence, pc) ?? 'none';
  const { product, productKey, channel, note, seller, orderNumber, purchasedOn } = licence;
  return {
    entry,
    product,
    masked: shownKey(licence, { reveal: false }),
    hasKey: productKey !== null,
    standing,
    // The default key that its Windows runs with tells how that comes back.
    isByTheWay: standing === 'shared' && licenceKind(licence, pc.os) !== 'default-key',
    worth,
    steps,
    certainty: certainty(licence),
    channel,
    remarks: remarkList(licence),
    bought: [seller, orderNumber, purchasedOn].filter((one) => one !== null),
    note,
    places: licence.places.map(({ location }) => location),
  };
}
