// What every view speaks with, and the line that a screen reader reads out.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Speech, speechOf } from '../words/speech.js';

/** A language, and a way to say something aloud. */
export interface Spoken extends Speech {
  readonly announce: (words: string) => void;
}

export const SpeechContext = createContext<Spoken>({
  ...speechOf('en'),
  announce: () => undefined,
});

/** The language of the page. */
export function useSpeech(): Spoken {
  return useContext(SpeechContext);
}
