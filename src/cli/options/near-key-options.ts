// What becomes of the mistyped keys of a file that is imported: at a terminal the owner says which reading
// is right; elsewhere they are left out with a warning. One whose check fails is kept as it is only where
// that was asked for (`--anyway`), as with `add`.
import type { Collection, Finding, NearKey } from '../../collect/collector.js';
import { VaultError, hint } from '../../errors.js';
import { changesWords, faultWords } from '../../keys/key-fault-words.js';
import { unknownProduct } from '../../record/product-family.js';
import type { Licence } from '../../record/schema.js';
import { importedLicence } from '../../windows/imported-licence.js';
import { licencesAlone } from '../../windows/unknown-pc.js';
import { askChoice, canAsk } from '../terminal/prompts.js';

interface ReadingOptions {
  /** Whether a key whose check fails is kept as it stands there. */
  readonly anyway: boolean;
  readonly signal: AbortSignal;
}

/** By a near-key, the key that it is read as. */
type Readings = ReadonlyMap<NearKey, string>;

/** More than so many questions nobody answers. */
const mostAsked = 12;
const asItStands = 'as it stands there';
const leaveOut = 'leave it out';

/**
 * The collection with every near-key as it is to be kept, or without it.
 * @throws VaultError `BAD_PRODUCT_KEY` where nothing is left.
 */
export async function withReadings(
  collection: Collection,
  options: ReadingOptions,
): Promise<Collection> {
  const { nearKeys = [] } = collection;
  const readings = await readingsOf(nearKeys, options);
  const left = collection.findings.flatMap((finding) => readFinding(finding, readings, options));
  const findings = withRead(left, readings);
  const [first] = nearKeys;
  if (findings.length === 0 && first !== undefined) throw nothingLeft(first);
  // Who said what a key is need not be warned of it.
  const isSettled = ({ typed }: NearKey, productKey: string): boolean =>
    typed.productKey !== productKey;
  const settled = new Set(
    [...readings].flatMap(([near, key]) => (isSettled(near, key) ? [near.warning] : [])),
  );
  const warnings = collection.warnings.filter((warning) => !settled.has(warning));
  return { findings, warnings };
}

async function readingsOf(nearKeys: readonly NearKey[], options: ReadingOptions) {
  const readings = new Map<NearKey, string>();
  for (const [i, near] of nearKeys.entries()) {
    const { corrections, productKey } = near.typed;
    const isAsked = i < mostAsked && canAsk() && corrections.length > 0;
    const unasked = options.anyway ? productKey : null;
    const key = isAsked ? await askReading(near, options) : unasked;
    if (key !== null) readings.set(near, key);
  }
  return readings;
}

async function askReading(
  { typed, where }: NearKey,
  { anyway, signal }: ReadingOptions,
): Promise<string | null> {
  const choices = typed.corrections.map((correction) => ({
    value: correction.productKey,
    label: correction.productKey,
    hint: changesWords(correction),
  }));
  const kept = { value: asItStands, label: 'As it stands there', hint: '' };
  const none = { value: leaveOut, label: 'None of these: leave it out', hint: '' };
  const others = anyway && typed.productKey !== null ? [kept] : [];
  const message = `${where}: ${faultWords(typed)}. Look at the original: is it one of these?`;
  const chosen = await askChoice(message, [none, ...choices, ...others], signal);
  if (chosen === leaveOut) return null;
  return chosen === asItStands ? typed.productKey : chosen;
}

/** A finding with its failing keys as they are read; none where nothing is left of it. */
function readFinding(finding: Finding, readings: Readings, { anyway }: ReadingOptions): Finding[] {
  const { snapshot } = finding;
  const licences = snapshot.licences.flatMap((licence) => {
    if (licence.checks.typo !== 'failed') return [licence];
    const read = [...readings].find(([near]) => near.typed.productKey === licence.productKey);
    if (read === undefined) return anyway ? [licence] : [];
    const [near, productKey] = read;
    return productKey === licence.productKey ? [licence] : [readLicence(near, productKey, licence)];
  });
  const isEmptied = licences.length === 0 && snapshot.licences.length > 0;
  return isEmptied ? [] : [{ ...finding, snapshot: { ...snapshot, licences } }];
}

/** The findings with what was no key and is read as one: of the PC that the text does not name. */
function withRead(findings: readonly Finding[], readings: Readings): readonly Finding[] {
  const read = [...readings].filter(([{ typed }]) => typed.productKey === null);
  const [first] = read;
  if (first === undefined) return findings;
  const licences = read.map(([near, productKey]) => readLicence(near, productKey, null));
  const source = first[0].warning.location;
  const alone = findings.find(({ snapshot }) => snapshot.machine.name === null) ?? null;
  const into: Finding = alone ?? { snapshot: licencesAlone([]), origin: 'elsewhere', source };
  const { snapshot } = into;
  const all = [...snapshot.licences, ...licences];
  const filled = { ...into, snapshot: { ...snapshot, licences: all } };
  return [...findings.filter((finding) => finding !== alone), filled];
}

function readLicence(
  { note, place }: NearKey,
  productKey: string,
  as: Pick<Licence, 'product' | 'productId'> | null,
): Licence {
  const product = as === null || as.product === unknownProduct ? null : as.product;
  const productId = as?.productId ?? null;
  return importedLicence({
    ...{ productKey, lastFive: null, product, productId, note, places: [place], cautions: [] },
  });
}

function nothingLeft({ typed, warning }: NearKey): VaultError {
  const force = typed.productKey === null ? '' : ' To keep it as it is, add --anyway.';
  return new VaultError('BAD_PRODUCT_KEY', warning.message, {
    hint: hint`Look at the original and add the key by hand: ${{ do: 'add' }}.${force}`,
  });
}
