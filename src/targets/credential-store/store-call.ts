// What is asked of the credential store, and what it answers, as it goes between client.ts and the
// process that performs it (process.ts).
import type { Credential } from './parts.js';

/** A call, for one service of the credential store. */
export type StoreCall = { readonly service: string } & (
  | { readonly call: 'get' | 'delete'; readonly account: string }
  | { readonly call: 'set'; readonly account: string; readonly text: string }
  | { readonly call: 'find' }
);

/** The text or null for `get`, every credential of the service for `find`, else null. */
export type StoreValue = string | readonly Credential[] | null;
