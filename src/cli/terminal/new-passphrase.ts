// A new passphrase of six words on the screen: shown, and two of its words asked back. Whoever cannot
// type them has not written them down, and would find that out after the wipe.
import { sayAlways } from './output.js';
import { askLine } from './prompts.js';

const askedBack = 2;

/** Shows the words, to be written down. */
export function sayNewPassphrase(words: string): void {
  sayAlways('Your new passphrase. Write it on paper now: without it nobody can open the backup.');
  sayAlways();
  sayAlways(`    ${words}`);
  sayAlways();
}

/** Shows the words and asks two of them back, by their places, until both are right. */
export async function confirmNewPassphrase(words: string, signal: AbortSignal): Promise<void> {
  sayNewPassphrase(words);
  const list = words.split(' ');
  for (const [i, place] of twoPlaces(list.length).entries()) {
    const question = i === 0 ? `Word ${place}, as you wrote it down` : `And word ${place}`;
    const right = list[place - 1] ?? '';
    for (;;) {
      const answer = await askLine(question, signal);
      if (answer.trim().toLowerCase() === right) break;
      sayAlways(`That is not it. Here they are once more:`);
      sayAlways();
      sayAlways(`    ${words}`);
      sayAlways();
    }
  }
  sayAlways('Right. Keep the paper apart from the PC.');
}

/** Two places, in their order, never the same ones by rote. */
function twoPlaces(words: number): number[] {
  const places = Array.from({ length: words }, (_, i) => i + 1);
  while (places.length > askedBack) places.splice(Math.floor(Math.random() * places.length), 1);
  return places;
}
