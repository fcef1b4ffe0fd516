// A sign of life while something takes long: one line at a terminal, taken away when it has ended or when
// anything else is said. Nothing where the messages go elsewhere.
import { setSignOfLife } from './output.js';

/** Nothing is shown for what is over by then. */
const patienceMs = 500;
const turnMs = 250;
const turns = ['|', '/', '-', '\\'] as const;

let timer: NodeJS.Timeout | null = null;

/** Begins to show that this goes on. */
export function beginSign(text: string): void {
  if (timer !== null || !process.stderr.isTTY) return;
  let turn = 0;
  const show = (): void => {
    setSignOfLife(`${text} ${turns[turn % turns.length] ?? ''}`);
    turn += 1;
    timer = setTimeout(show, turnMs).unref();
  };
  timer = setTimeout(show, patienceMs).unref();
}

/** Takes it away. */
export function endSign(): void {
  if (timer === null) return;
  clearTimeout(timer);
  timer = null;
  setSignOfLife(null);
}
