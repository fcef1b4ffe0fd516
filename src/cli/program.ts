// The program as a whole: its commands, its help, and how a failure becomes an exit status.
import { Command, CommanderError } from 'commander';
import { VaultError, exitStatus, exitStatusOf } from '../errors.js';
import type { CommandEntry, Finish } from './command.js';
import { failureOf } from '../report/failure.js';
import { commandTable } from './command-table.js';
import { stepWords } from './terminal/step-words.js';
import { commandLine } from './terminal/invocation.js';
import { canAsk } from './terminal/prompts.js';
import { dataWidth, printData, printJson, sayError } from './terminal/output.js';
import { allowTyped, noteTyped } from './terminal/typed-text.js';
import { exampleStick } from '../household/example-place.js';
import { tool } from '../household/version.js';

const description =
  (): string => `Keeps the product keys of your Windows PCs through a reinstall or a dead disk.

  ${commandLine('push')}   before: find the keys, seal them with a passphrase, store copies
  ${commandLine('pull')}   after: get them back, and what to do with each`;

const firstSteps = (): string => `
The first time, with a stick at E:
  ${commandLine('push', '--to', exampleStick, '--generate-passphrase')}
After the reinstall:
  ${commandLine('pull', '--from', exampleStick)}

Nothing leaves the PC but sealed backups, to the places that you name.`;

/**
 * Runs the program.
 * @param typed the words after the program's name; for none, a person at a terminal is asked.
 * @param fault rejects with what ends the command from outside of it.
 * @returns the exit status.
 */
export async function runProgram(typed: readonly string[], fault: Promise<never>): Promise<number> {
  let args = typed;
  let status: number = exitStatus.ok;
  const finish: Finish = (ended) => {
    status = ended;
  };
  noteTyped(args);
  try {
    checkWorkingFolder();
    if (args.length === 0 && canAsk()) args = await Promise.race([wordsAsked(), fault]);
    const program = await buildProgram(finish, commandNamed(args));
    allowTyped(...vocabularyOf(program));
    await Promise.race([program.parseAsync(wordsOf(args), { from: 'user' }), fault]);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitStatus.ok;
    // A flag of another command is a slip, and no secret.
    if (error instanceof CommanderError)
      allowTyped(...vocabularyOf(await buildProgram(() => undefined)));
    const failure = error instanceof CommanderError ? usageError(error) : error;
    if (args.includes('--json')) printJson({ error: failureOf(failure, stepWords) });
    sayError(failure);
    return exitStatusOf(failure);
  }
  return status;
}

async function wordsAsked(): Promise<readonly string[]> {
  const { wordsByMenu } = await import('./terminal/menu.js');
  return wordsByMenu(new AbortController().signal);
}

/** Much of what runs asks for the folder, which may have been removed or be on a disk that was taken out. */
function checkWorkingFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    throw new VaultError('USAGE', 'the folder that you work in is gone, or cannot be read', {
      hint: 'Go to another folder (cd), then run this again.',
      cause: error,
    });
  }
}

/** The words of the program's own: what was typed and is one of them is no secret. */
function vocabularyOf(command: Command): string[] {
  const flags = command.options.flatMap(({ long, short, argChoices }) => {
    return [long ?? '', short ?? '', ...(argChoices ?? [])];
  });
  const own = [command.name(), ...command.aliases(), ...flags, 'help', '--help', '-h'];
  return [...own, ...command.commands.flatMap(vocabularyOf)];
}

/** The first word that is the name of a command: no other command can be meant. */
function commandNamed(args: readonly string[]): readonly string[] {
  const named = args.map(entryOf).find((entry) => entry !== undefined);
  return named === undefined ? [] : [named.name];
}

function entryOf(word: string): CommandEntry | undefined {
  return commandTable.find(({ name, alias }) => word === name || word === alias);
}

/** What is parsed: help where nothing is said; help for a command that is not there is that command. */
function wordsOf(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === undefined) return ['--help'];
  const isUnknown = second !== undefined && !second.startsWith('-') && second !== 'help';
  return first === 'help' && isUnknown && entryOf(second) === undefined ? args.slice(1) : args;
}

/** The program with the commands that are `named`; of the others it knows only what its help tells. */
export async function buildProgram(
  finish: Finish,
  named: readonly string[] = commandTable.map(({ name }) => name),
): Promise<Command> {
  const program = emptyProgram();
  for (const { name, alias, summary, load } of commandTable) {
    if (named.includes(name)) (await load())(program, finish);
    else program.command(name).summary(summary);
    if (alias !== undefined) program.commands.at(-1)?.alias(alias);
  }
  return program;
}

function emptyProgram(): Command {
  return (
    new Command(commandLine())
      .description(description())
      .version(tool.version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'show help')
      .helpCommand('help [command]', 'show help for a command')
      .configureHelp({
        optionDescription: ({ description }) => description,
        subcommandTerm: (command) => command.name(),
      })
      .addHelpText('after', firstSteps())
      .showSuggestionAfterError()
      .exitOverride()
      // Its own errors are said by this program, in its own form.
      .configureOutput({
        outputError: () => undefined,
        writeOut: (text) => {
          printData(text.trimEnd());
        },
        getOutHelpWidth: () => dataWidth() ?? 80,
      })
  );
}

function usageError({ code, message }: CommanderError): VaultError {
  const help = `See: ${commandLine('--help')}, or ${commandLine('COMMAND', '--help')}`;
  if (code === 'commander.help')
    return new VaultError('USAGE', 'a command is missing', { hint: help });
  const said = message.replace(/^error: /, '').replace(/(--[\w-]+)=[^']*/, '$1');
  const [what = '', suggestion] = said.split('\n');
  const [, word = ''] = /^unknown (?:command|option) '(.*)'$/s.exec(what) ?? [];
  // What is nearly a word of the program's own is a slip of the finger.
  if (suggestion !== undefined || forSecrets.test(word)) allowTyped(word);
  if (forSecrets.test(word))
    return new VaultError('USAGE', what, { hint: `${noSecretHere} ${help}` });
  const hint = suggestion === undefined ? help : `${suggestion.replace(/[()]/g, '')} ${help}`;
  return new VaultError('USAGE', what, { hint });
}

/** Flags that other programs have. */
const forSecrets = /^(?:--?(?:pass(?:word|phrase|wd)?|pw|pwd|secret|key|token)|-p)$/;
const noSecretHere =
  'A secret never stands on the command line, where other programs read it: give --passphrase-file, --passphrase-command or --passphrase-stdin.';
