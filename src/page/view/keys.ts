// The keys that are seen on the page. A key is asked for when it is shown or copied, and let go of when it is
// hidden: until then it is in the worker alone.
import { useState } from 'preact/hooks';
import type { Opening, Revealed } from '../opening.js';

/** The keys that are seen, and how one is had or hidden. */
export interface Keys {
  readonly shown: ReadonlyMap<string, Revealed>;
  readonly show: (pc: string, entry: number) => Promise<Revealed>;
  readonly hide: (pc: string, entry: number) => void;
  /** The key, without showing it. */
  readonly get: (pc: string, entry: number) => Promise<Revealed>;
}

/** Names one licence among all. */
export function keyName(pc: string, entry: number): string {
  return `${pc}/${entry}`;
}

/** None is seen at first. */
export function useKeys(opening: Opening): Keys & { readonly hideAll: () => void } {
  const [shown, setShown] = useState<ReadonlyMap<string, Revealed>>(new Map());
  const get: Keys['get'] = (pc, entry) => opening.reveal(pc, entry);
  return {
    shown,
    get,
    async show(pc, entry) {
      const revealed = await get(pc, entry);
      setShown((before) => new Map(before).set(keyName(pc, entry), revealed));
      return revealed;
    },
    hide(pc, entry) {
      const rest = new Map(shown);
      rest.delete(keyName(pc, entry));
      setShown(rest);
    },
    hideAll() {
      setShown(new Map());
    },
  };
}
