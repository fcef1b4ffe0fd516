// Telling whom a run waits for. The timers are those that a browser has, too.
import type { NamedTarget } from './target-address.js';

/** Whoever hears of places that say nothing. */
export interface WaitListener {
  readonly listen: (event: { readonly kind: 'waiting'; readonly target: string }) => void;
}

/**
 * How long a run waits without a word for a place that is silent, and how long what the others say waits
 * for it in any case. One figure: what is told and what goes on belong together.
 */
export const patienceMs = 3_000;

/** What `work` comes to; where it takes long, the place is named once. */
export async function toldWhenSlow<T>(
  { name }: Pick<NamedTarget, 'name'>,
  { listen }: WaitListener,
  work: Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => {
    listen({ kind: 'waiting', target: name });
  }, patienceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
