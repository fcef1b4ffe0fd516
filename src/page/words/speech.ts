// One language as the views use it: the page's labels, and the tool's sentences put into it.
import { germanDetails } from './german-details.js';
import { germanPage, type Label } from './german-page.js';
import { germanSteps } from './german-steps.js';
import { germanVerdict } from './german-verdict.js';
import { germanRemarks, germanWorth } from './german-worth.js';
import { type Phrases, filled, translator } from './translate.js';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What the page says, in one language. */
export interface Speech {
  readonly language: Language;
  /** A label of the page. */
  readonly label: (label: Label, values?: Readonly<Record<string, string | number>>) => string;
  /** A sentence of the tool; one that is not known stays English. */
  readonly sentence: (english: string) => string;
  /** Which language a sentence of the tool is in then. */
  readonly languageOf: (english: string) => Language;
  /** A day, as it is written. */
  readonly day: (time: string) => string;
}

/** All sentences of the tool that are known in German. */
export const germanSentences: Phrases = {
  ...germanVerdict,
  ...germanSteps,
  ...germanRemarks,
  ...germanWorth,
  ...germanDetails,
};

/** A sentence of the tool in German; null where it has none. */
export const inGerman: (english: string) => string | null = translator(germanSentences);

/** What the page says in the language. */
export function speechOf(language: Language): Speech {
  const isGerman = language === 'de';
  return {
    language,
    label: (label, values = {}) => filled(isGerman ? germanPage[label] : label, values),
    sentence: (english) => (isGerman ? inGerman(english) : null) ?? english,
    languageOf: (english) => (isGerman && inGerman(english) !== null ? 'de' : 'en'),
    day: (time) => new Date(time).toLocaleDateString(language, { dateStyle: 'long' }),
  };
}

/** The first of the reader's languages that the page has. */
export function languageFor(preferred: readonly string[]): Language {
  const wanted = preferred.map((one) => one.slice(0, 2).toLowerCase());
  return languages.find((one) => one === wanted.find((each) => isLanguage(each))) ?? 'en';
}

/** Whether the page has the language. */
function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}
