// What the page promises, and what it cannot.
import type { JSX } from 'preact';
import { useSpeech } from './speech-context.js';

export function PromiseView(): JSX.Element {
  const { label } = useSpeech();
  return (
    <details class="more promise">
      <summary>{label('What this page promises')}</summary>
      <ul>
        <li>
          {label(
            'It works without a network. Its policy forbids connections: it loads nothing, sends nothing and stores nothing.',
          )}
        </li>
        <li>
          {label(
            'The policy has no say over navigation: where a link or the address bar leads is up to the browser. Nor over WebRTC, which this page takes away from itself. Extensions of the browser, and whoever else uses this PC, see what you see.',
          )}
        </li>
        <li>{label('What was copied stays in the clipboard until something else is copied.')}</li>
        <li>
          {label(
            'Who gave you this page could have changed it. Compare it with your own: the program tells (vault kit --verify).',
          )}
        </li>
      </ul>
    </details>
  );
}
