// Colours: the one file that gives them. None where the output is no terminal or NO_COLOR is set; always
// where FORCE_COLOR is.
import { styleText } from 'node:util';

/** What a text is for whoever reads it. */
export type Tone = 'good' | 'caution' | 'bad' | 'quiet';

const formats = { good: 'green', caution: 'yellow', bad: 'red', quiet: 'dim' } as const;

/** The text in the colour of its tone, for the stream that it is written to. */
export function toned(tone: Tone, text: string, stream: NodeJS.WriteStream): string {
  return styleText(formats[tone], text, { stream });
}
