// What a shell can complete, out of the program itself: its commands by the words that are typed for them,
// and the flags of each. The scripts for the shells are made of this alone.
import type { Command, Option } from 'commander';

/** A flag as it is typed: `--note`, or one letter. */
export interface OfferedFlag {
  readonly names: readonly string[];
  readonly summary: string;
  readonly takesValue: boolean;
  /** The values that there are; empty where any will do, a file's name among them. */
  readonly choices: readonly string[];
}

/** A word that leads on. */
interface OfferedWord {
  readonly names: readonly string[];
  readonly summary: string;
}

/** What may be typed behind some words. */
export interface OfferedAt {
  /** The words without those of the program, by their first names: `target add`; empty for the program. */
  readonly at: string;
  readonly words: readonly OfferedWord[];
  readonly flags: readonly OfferedFlag[];
}

/** Every place of a command line at which something may be completed, the program's own first. */
export function offered(program: Command): readonly OfferedAt[] {
  return offeredBelow(program, []);
}

function offeredBelow(command: Command, words: readonly string[]): OfferedAt[] {
  const { commands, options, registeredArguments } = command;
  const own: OfferedAt = {
    at: words.join(' '),
    words: [
      ...commands.map((inner) => ({
        names: [inner.name(), ...inner.aliases()],
        summary: inner.summary(),
      })),
      ...registeredArguments.flatMap(({ argChoices = [], description }) =>
        argChoices.map((choice) => ({ names: [choice], summary: description })),
      ),
    ],
    flags: [...options.filter(({ hidden }) => !hidden).map(flagOf), help],
  };
  const below = commands.flatMap((inner) => offeredBelow(inner, [...words, inner.name()]));
  return [own, ...below];
}

const help: OfferedFlag = {
  names: ['--help', '-h'],
  summary: 'show help',
  takesValue: false,
  choices: [],
};

function flagOf({ long, short, description, required, optional, argChoices }: Option): OfferedFlag {
  return {
    names: [long, short].flatMap((name) => name ?? []),
    summary: description,
    takesValue: required || optional,
    choices: argChoices ?? [],
  };
}

/** Each word that leads on, and where it leads from and to: an alias leads where its command does. */
export function ways(
  places: readonly OfferedAt[],
): { readonly from: string; readonly word: string; readonly to: string }[] {
  return places.flatMap(({ at, words }) =>
    words.flatMap(({ names }) =>
      names.map((word) => ({ from: at, word, to: `${at} ${names[0] ?? word}`.trim() })),
    ),
  );
}
