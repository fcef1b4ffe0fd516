// The licensing service's answer as JSON, checked. Whatever in it has not the form that is expected is
// left out; nothing of it is ever quoted, since a product key may be in it.
import * as v from 'valibot';

const text = v.nullish(v.string());
const productSchema = v.object({
  ApplicationID: text,
  Name: text,
  Description: text,
  LicenseStatus: v.pipe(v.number(), v.safeInteger()),
  PartialProductKey: text,
  ProductKeyChannel: text,
});
const serviceSchema = v.object({
  OA3xOriginalProductKey: text,
  OA3xOriginalProductKeyDescription: text,
});
/** Windows PowerShell makes one object of a list of one. */
const list = v.pipe(
  v.unknown(),
  v.transform((value) => (Array.isArray(value) ? (value as unknown[]) : [value])),
);
const answerSchema = v.object({
  products: v.optional(list, []),
  office: v.optional(list, []),
  service: v.optional(v.unknown()),
});

/** A product of SoftwareLicensingProduct, or of OfficeSoftwareProtectionProduct. */
export type LicensedProduct = v.InferOutput<typeof productSchema>;

/** What was understood of an answer. */
export interface LicensingAnswer {
  readonly products: readonly LicensedProduct[];
  /** Of Office 2010, whose class has an id of its own for it. */
  readonly office: readonly LicensedProduct[];
  /** The firmware's key and its description, as far as the service tells them. */
  readonly service: v.InferOutput<typeof serviceSchema>;
}

/** Reads what the query printed. */
export function parseAnswer(output: string): LicensingAnswer {
  const result = v.safeParse(answerSchema, parseJson(output));
  const { products = [], office = [], service } = result.success ? result.output : {};
  return {
    products: products.flatMap(asProduct),
    office: office.flatMap(asProduct),
    service: v.is(serviceSchema, service) ? service : {},
  };
}

/** The end of the product's key; null where the field holds anything else. */
export function lastFiveOf({ PartialProductKey }: LicensedProduct): string | null {
  const lastFive = PartialProductKey ?? '';
  return /^[A-Z0-9]{5}$/.test(lastFive) ? lastFive : null;
}

function asProduct(value: unknown): LicensedProduct[] {
  const result = v.safeParse(productSchema, value);
  return result.success ? [result.output] : [];
}

function parseJson(output: string): unknown {
  try {
    // Windows PowerShell may put a byte order mark first.
    return JSON.parse(output.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
