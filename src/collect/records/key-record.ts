// What one record of a text says of one key: the facts beside it, whatever shape they were written in.
import type { Caution } from '../../record/vocabulary.js';

/** A value under a label. */
export interface Field {
  /** As it was written. */
  readonly label: string;
  readonly value: string;
  /** From 1; null where the text is not read by lines. */
  readonly line: number | null;
}

/** A key and what stands beside it; null for what does not. */
export interface KeyRecord {
  readonly productKey: string | null;
  readonly lastFive: string | null;
  readonly cautions: readonly Caution[];
  /** The name of what the key is of. */
  readonly product: string | null;
  readonly productRef: string | null;
  /** What it is of where nobody else says so: `Windows`, by the words `Windows key`. */
  readonly supposed: string | null;
  readonly edition: string | null;
  readonly channel: string | null;
  readonly productId: string | null;
  readonly computer: string | null;
  /** The Windows of the PC. */
  readonly system: string | null;
  readonly build: string | null;
  readonly purchasedOn: string | null;
  readonly orderNumber: string | null;
  readonly seller: string | null;
  readonly note: string | null;
  readonly line: number | null;
  /** Where in the file it stands, beside the line: `row 3`, a folder. */
  readonly where: string | null;
  /** Whether it is a record such as programs write, and no sentence with a key in it. */
  readonly isListed: boolean;
}

/** A record that says nothing. */
export const emptyRecord: KeyRecord = {
  productKey: null,
  lastFive: null,
  cautions: [],
  product: null,
  productRef: null,
  supposed: null,
  edition: null,
  channel: null,
  productId: null,
  computer: null,
  system: null,
  build: null,
  purchasedOn: null,
  orderNumber: null,
  seller: null,
  note: null,
  line: null,
  where: null,
  isListed: false,
};

/** The most of a text that is read for records; of a larger one the keys are found alone. */
export const longestRecords = 32 * 1024 * 1024;
/** Some thousand PCs of a network. */
export const mostRecords = 20_000;
/** Of one record. */
export const mostFields = 60;
