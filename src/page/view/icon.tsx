// The few pictures of the page, drawn in its own text; none says anything that the words beside it do not.
import type { JSX } from 'preact';

const paths = {
  key: 'M15 3a6 6 0 0 0-5.7 7.9L3 17.2V21h3.8v-2.6h2.6v-2.6h1.8l1.9-1.9A6 6 0 1 0 15 3Zm1.6 6.2a1.8 1.8 0 1 1 0-3.6 1.8 1.8 0 0 1 0 3.6Z',
  good: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.4 14.4-4-4 1.5-1.5 2.5 2.5 5.3-5.3 1.5 1.5-6.8 6.8Z',
  beware: 'M12 2.5 1 21h22L12 2.5Zm1.1 15.6h-2.2v-2.2h2.2v2.2Zm0-4.2h-2.2V9h2.2v4.9Z',
  about: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1.1 15h-2.2v-6.2h2.2V17Zm0-8h-2.2V6.8h2.2V9Z',
  lock: 'M17 9V7A5 5 0 0 0 7 7v2H5v12h14V9h-2ZM9 7a3 3 0 0 1 6 0v2H9V7Z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
