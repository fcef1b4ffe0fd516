// Steps in order, in the page's language.
import type { ComponentChildren, JSX } from 'preact';
import { useSpeech } from './speech-context.js';

/** A key that is hidden, as the page shows it. */
export function dotted(text: string): string {
  return text.replaceAll(/\*(?=[*-]|\b)/g, '•');
}

/** A key, or a hidden one, in a sentence. */
const wholeKey = /((?:[A-Z0-9•]{5}-){4}[A-Z0-9•]{5})/;

/** The text with its keys apart: on paper none of them is broken where a line ends. */
function withWholeKeys(text: string): ComponentChildren {
  return text
    .split(wholeKey)
    .map((part, i) => (i % 2 === 0 ? part : <span class="whole">{part}</span>));
}

export function Steps({ steps }: { readonly steps: readonly string[] }): JSX.Element {
  const { sentence } = useSpeech();
  return (
    <ol>
      {steps.map((step) => (
        <li>{withWholeKeys(dotted(sentence(step)))}</li>
      ))}
    </ol>
  );
}
