// The scripts that teach shells to complete the program's command lines. Each walks along the words that
// stand there to where the line is, and offers what may come next; what is no word of the program's own, a
// file as a rule, is left to the shell.
import { type OfferedAt, type OfferedFlag, ways } from './commands.js';

/** The names that an install gives the program. */
const programs = ['vault', 'product-key-vault'];

/** The shells, and the script for each. */
export const scripts = { bash, zsh, fish, powershell } as const satisfies Record<
  string,
  (places: readonly OfferedAt[]) => string
>;

/** A shell that there is a script for. */
export type Shell = keyof typeof scripts;

const single = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const spaced = (words: readonly string[]): string => single(words.join(' '));

/** The lines of a `case` of bash and zsh that walk on by one word. */
function walk(places: readonly OfferedAt[]): string {
  return ways(places)
    .map(({ from, word, to }) => `      ${single(`${from} ${word}`)}) at=${single(to)} ;;`)
    .join('\n');
}

/** The flags of a place whose value is being typed, as a pattern of a `case`. */
function patterns({ at }: OfferedAt, flags: readonly OfferedFlag[]): string {
  return flags.flatMap(({ names }) => names.map((name) => single(`${at} ${name}`))).join('|');
}

function valueCases(places: readonly OfferedAt[], offer: (choices: string[]) => string): string {
  const lines = places.flatMap((place) => {
    const chosen = place.flags.filter(({ choices }) => choices.length > 0);
    return chosen.map((flag) => `    ${patterns(place, [flag])}) ${offer([...flag.choices])} ;;`);
  });
  return lines.join('\n');
}

function freeCases(places: readonly OfferedAt[], offer: string): string {
  const lines = places.flatMap((place) => {
    const free = place.flags.filter((flag) => flag.takesValue && flag.choices.length === 0);
    return free.length === 0 ? [] : [`    ${patterns(place, free)}) ${offer} ;;`];
  });
  return lines.join('\n');
}

const flagNames = ({ flags }: OfferedAt): string[] => flags.flatMap(({ names }) => names);
const wordNames = ({ words }: OfferedAt): string[] => words.flatMap(({ names }) => names);

function bash(places: readonly OfferedAt[]): string {
  const cases = places.map((place) => {
    return `    ${single(place.at)}) words=${spaced(wordNames(place))} flags=${spaced(flagNames(place))} ;;`;
  });
  return `# Completion for bash: source this file, or put it into
# ~/.local/share/bash-completion/completions/vault
_product_key_vault() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  local at='' words='' flags='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
${walk(places)}
    esac
  done
  case "$at $before" in
${valueCases(places, (choices) => `COMPREPLY=($(compgen -W ${spaced(choices)} -- "$current")); return`)}
${freeCases(places, 'return')}
  esac
  case "$at" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _product_key_vault ${programs.join(' ')}
`;
}

function zsh(places: readonly OfferedAt[]): string {
  const described = (names: readonly string[], summary: string): string[] =>
    names.map((name) => single(`${name.replaceAll(':', '\\:')}:${summary}`));
  const cases = places.map(({ at, words, flags }) => {
    const offers = words.flatMap(({ names, summary }) => described(names, summary));
    const dashed = flags.flatMap(({ names, summary }) => described(names, summary));
    return `    ${single(at)}) words_here=(${offers.join(' ')}) flags_here=(${dashed.join(' ')}) ;;`;
  });
  return `#compdef ${programs.join(' ')}
# Completion for zsh: put this file as _vault into a folder of $fpath, or source it after compinit.
_product_key_vault() {
  local at='' before=\${words[CURRENT-1]} current=\${words[CURRENT]}
  local -a words_here flags_here
  local -i i
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
${walk(places)}
    esac
  done
  case "$at $before" in
${valueCases(places, (choices) => `compadd -- ${choices.map(single).join(' ')}; return`)}
${freeCases(places, '_files; return')}
  esac
  case "$at" in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then
    _describe -o flag flags_here
  elif (( $#words_here > 0 )); then
    _describe command words_here
  else
    _files
  fi
}
if [[ $funcstack[1] == _vault ]]; then
  _product_key_vault "$@"
else
  compdef _product_key_vault ${programs.join(' ')}
fi
`;
}

function fish(places: readonly OfferedAt[]): string {
  const quoted = (text: string): string =>
    `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const steps = ways(places).map(
    ({ from, word, to }) => `      case ${quoted(`${from} ${word}`)}\n        set at ${quoted(to)}`,
  );
  const lines = places.flatMap(({ at, words, flags }) => {
    const here = `complete -c $program -n ${quoted(`__product_key_vault_at ${quoted(at)}`)}`;
    const offers = words.flatMap(({ names, summary }) =>
      names.map((name) => `  ${here} -f -a ${quoted(name)} -d ${quoted(summary)}`),
    );
    const dashed = flags.map(({ names, summary, takesValue, choices }) => {
      const named = names.map((name) =>
        name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
      );
      const value =
        choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
      return `  ${here} ${named.join(' ')}${value} -d ${quoted(summary)}`;
    });
    return [...offers, ...dashed];
  });
  return `# Completion for fish: put this file as vault.fish into ~/.config/fish/completions
function __product_key_vault_at
  set -l at ''
  for word in (commandline -opc)[2..]
    switch "$at $word"
${steps.join('\n')}
    end
  end
  test "$at" = "$argv[1]"
end
for program in ${programs.join(' ')}
${lines.join('\n')}
end
`;
}

function powershell(places: readonly OfferedAt[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const pairs = (entries: readonly (readonly [string, string])[]): string =>
    entries.map(([name, summary]) => `@(${quoted(name)}, ${quoted(summary)})`).join(', ');
  const steps = ways(places).map(
    ({ from, word, to }) => `    ${quoted(`${from} ${word}`)} = ${quoted(to)}`,
  );
  const offers = places.map(({ at, words, flags }) => {
    const all = [...words, ...flags].flatMap(({ names, summary }) =>
      names.map((name) => [name, summary] as const),
    );
    return `    ${quoted(at)} = @(${pairs(all)})`;
  });
  const values = places.flatMap(({ at, flags }) =>
    flags.flatMap(({ names, choices, takesValue }) =>
      takesValue
        ? names.map(
            (name) => `    ${quoted(`${at} ${name}`)} = @(${choices.map(quoted).join(', ')})`,
          )
        : [],
    ),
  );
  return `# Completion for PowerShell: put this into your profile ($PROFILE).
Register-ArgumentCompleter -Native -CommandName ${programs.join(', ')} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $steps = @{
${steps.join('\n')}
  }
  $offers = @{
${offers.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $at = ''
  foreach ($word in $typed) { if ($steps.ContainsKey("$at $word")) { $at = $steps["$at $word"] } }
  $before = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
  $isValue = $values.ContainsKey("$at $before")
  $found = if ($isValue) { $values["$at $before"] | ForEach-Object { , @($_, $_) } } else { $offers[$at] }
  $found | Where-Object { $_[0] -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
  }
}
`;
}
