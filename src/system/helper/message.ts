// What goes between this program and a helper (calls.ts): plain data, which a channel between processes
// carries as well as one between threads.
import type { ErrorCode, Hint } from '../../errors.js';

/** An error as it comes over: a class would not. */
export interface PlainError {
  /** Null for an error that the helper did not expect. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly hint: Hint | undefined;
}

/** A request as it goes over. */
export interface Numbered<Request> {
  readonly id: number;
  readonly request: Request;
}

/** What comes back: any number of parts, then one of the others. */
export type Reply = { readonly id: number } & (
  { readonly part: unknown } | { readonly value: unknown } | { readonly error: PlainError }
);
