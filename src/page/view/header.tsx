// The head of the page: whose it is, and the language.
import type { JSX } from 'preact';
import { type Language, languages } from '../words/speech.js';
import { Icon } from './icon.js';

interface Props {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const names: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

export function Header({ language, choose }: Props): JSX.Element {
  return (
    <header>
      <p class="brand">
        <Icon name="key" /> product-key-vault
      </p>
      <div class="languages" role="group" aria-label="Language, Sprache">
        {languages.map((one) => (
          <button
            type="button"
            class="plain"
            lang={one}
            aria-pressed={one === language}
            onClick={() => {
              choose(one);
            }}
          >
            {names[one]}
          </button>
        ))}
      </div>
    </header>
  );
}
