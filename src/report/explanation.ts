// A code of activation explained: found in what was typed, and looked up in the table of those that are noted.
import { activationErrors } from './activation-errors.js';
import { activationSources } from './activation-sources.js';
import { activationRemedies } from './activation-remedies.js';

/** What a code means. */
export interface Explanation {
  readonly code: string;
  /** Whether the table has it. */
  readonly isKnown: boolean;
  readonly meaning: string;
  readonly steps: readonly string[];
  /** The page that the meaning is from. */
  readonly source: string | null;
}

/**
 * The code in what was typed: `0xc004f074`, `C004F074`, the number that a program shows, or a whole line with
 * a code in it. Null where there is none.
 */
export function activationCode(typed: string): string | null {
  const text = typed.trim();
  if (text.length > longestText) return null;
  const [, digits] = /^(?:0x)?([\da-f]{8})$/i.exec(text) ?? /\b0x([\da-f]{8})\b/i.exec(text) ?? [];
  if (digits !== undefined) return `0x${digits.toUpperCase()}`;
  const number = /^-\d{9,10}$/.test(text) ? Number(text) : 0;
  if (number >= 0 || number < -0x8000_0000) return null;
  return `0x${(number >>> 0).toString(16).toUpperCase()}`;
}

const longestText = 1000;

/** What a code means, and what to do; of one that nobody has noted, who tells more. */
export function explained(code: string): Explanation {
  const known = Object.hasOwn(activationErrors, code) ? activationErrors[code] : undefined;
  if (known === undefined) {
    const meaning = 'This code is not among those noted here, and need not be one of activation.';
    return { code, isKnown: false, meaning, steps: askWindows(code), source: null };
  }
  const { meaning, remedy, source } = known;
  const { title, address } = activationSources[source];
  const steps = activationRemedies[remedy];
  return { code, isKnown: true, meaning, steps, source: `${title}: ${address}` };
}

function askWindows(code: string): string[] {
  return [
    `Let Windows say what it means: slui 0x2a ${code}`,
    `Of Office, in its folder: cscript ospp.vbs /ddescr:${code}`,
    ...(code.startsWith('0x8007') ? [`Or: net helpmsg ${parseInt(code.slice(6), 16)}`] : []),
  ];
}
