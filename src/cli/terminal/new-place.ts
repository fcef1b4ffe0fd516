// A place that is about to be kept in the config: its kind's own members, and the secret that it may
// need, which goes into the OS credential store and nowhere else.
import { VaultError } from '../../errors.js';
import { type KnownPlace, initialisePlace } from '../../targets/kinds.js';
import {
  readStoredCredential,
  tryStoredCredentials,
  writeStoredCredential,
} from '../../targets/stored-credential.js';
import type { ConfigEntry } from '../../household/config.js';
import { askLine, askPassphrase, canAsk } from './prompts.js';

/** Flags that belong to a kind's members. */
export type MemberFlags = Readonly<Record<string, unknown>>;

/**
 * The place with the members that the flags give.
 * @throws VaultError `USAGE` for a flag of another kind, `BAD_CONFIG` for a value that cannot be.
 */
export function withMembers({ kind, options }: KnownPlace, flags: MemberFlags): KnownPlace {
  const own = new Set(kind.members.map(({ member }) => member));
  const shared = new Set(['config', 'json', 'quiet', 'verbose']);
  const given = Object.entries(flags).filter(([flag]) => !shared.has(flag));
  const foreign = given.find(([flag]) => !own.has(flag));
  if (foreign !== undefined) {
    throw new VaultError('USAGE', `a place of kind ${kind.kind} takes no ${foreign[0]}`);
  }
  return { kind, options: kind.parseOptions({ ...options, ...Object.fromEntries(given) }) };
}

/** Asks for the secret that the place needs, unless the credential store has it already. */
export async function askSecret(
  { kind, options }: KnownPlace,
  signal: AbortSignal,
  { isAgain = false }: { readonly isAgain?: boolean } = {},
): Promise<void> {
  const account = kind.secret?.account(options) ?? null;
  if (kind.secret === null || account === null) return;
  // One that did not work is asked for anew.
  if (!isAgain && (await readStoredCredential(account, signal)) !== null) return;
  // Nobody types an access key for a store that then turns out to be locked.
  await tryStoredCredentials(signal);
  if (!canAsk()) throw nobodyToAsk();
  const answers: string[] = [];
  for (const { question, isHidden } of kind.secret.questions) {
    const ask = (): Promise<string> =>
      isHidden ? askPassphrase(question, signal) : askLine(question, signal);
    answers.push(await answered(ask));
  }
  await writeStoredCredential(account, kind.secret.encode(answers), signal);
}

/** The config entry of the place, set up and tried. */
export async function keptEntry(
  name: string,
  place: KnownPlace,
  signal: AbortSignal,
): Promise<ConfigEntry> {
  const { kind, options } = await initialisePlace(place, signal);
  return { name, kind: kind.kind, ...options };
}

async function answered(ask: () => Promise<string>): Promise<string> {
  for (;;) {
    const answer = (await ask()).trim();
    if (answer !== '') return answer;
  }
}

function nobodyToAsk(): VaultError {
  return new VaultError('USAGE', 'there is no terminal to ask for the access key of the place', {
    hint: 'Take it from elsewhere: --credentials environment, or --credentials profile.',
  });
}
