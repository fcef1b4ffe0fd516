// The type that targets accept. Only src/crypto makes one (from sealing, or from parsing bytes that
// have the form of a sealed record), so plaintext cannot be handed to a target: the compiler refuses.

declare const sealed: unique symbol;

/** The bytes of one sealed record, checked to have its form; whether they open is another matter. */
export type SealedRecord = Uint8Array & { readonly [sealed]: true };
