// Steps in order, in the page's language.
import type { JSX } from 'preact';
import { useSpeech } from './speech-context.js';

/** A key that is hidden, as the page shows it. */
export function dotted(text: string): string {
  return text.replaceAll(/\*(?=[*-]|\b)/g, '•');
}

export function Steps({ steps }: { readonly steps: readonly string[] }): JSX.Element {
  const { sentence } = useSpeech();
  return (
    <ol>
      {steps.map((step) => (
        <li>{dotted(sentence(step))}</li>
      ))}
    </ol>
  );
}
