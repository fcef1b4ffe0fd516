// Commands of Windows inside a sentence, kept on one line of the screen, as they are typed. Those that hold a
// key are longer than a narrow screen, and are broken as other text is.
import { tied } from './layout.js';

const commands =
  /\b(?:slmgr \/(?:ato|upk|xpr|dli)|slui (?:4|0x2a \w+)|net helpmsg \d+|sfc \/scannow|cscript ospp\.vbs \/(?:act|ddescr:\w+))\b/g;

/** The text with each short command tied together. */
export function keptCommands(text: string): string {
  return text.replaceAll(commands, tied);
}
