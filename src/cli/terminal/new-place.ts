// A place that is about to be kept in the config: its kind's own members, and the secret that it may
// need, which goes into the OS credential store and nowhere else.
import { VaultError } from '../../errors.js';
import { type KnownPlace, initialisePlace } from '../../targets/kinds.js';
import {
  readStoredCredential,
  tryStoredCredentials,
  writeStoredCredential,
} from '../../targets/stored-credential.js';
import type { KindSecret } from '../../targets/target-kind.js';
import type { ConfigEntry } from '../../household/config.js';
import type { TypedSecret } from '../../household/places.js';
import { say, sayError } from './output.js';
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

/** Where nothing was typed yet. */
export function nothingTyped(): TypedSecret {
  return { answers: [], isRefused: false };
}

/**
 * The config entry of the place, set up and tried. A secret that the place needs is asked for unless the
 * credential store has one that the place takes; what was typed is kept only once the place took it.
 * @param typed what was typed for it before; filled with what is typed now.
 */
export async function keptEntry(
  name: string,
  place: KnownPlace,
  signal: AbortSignal,
  typed = nothingTyped(),
): Promise<ConfigEntry> {
  const { secret } = place.kind;
  const account = (await secret?.account(place.options)) ?? null;
  if (secret === null || account === null) return setUp(name, place, signal);
  const stored = typed.answers.length === 0 ? await readStoredCredential(account, signal) : null;
  if (stored !== null) {
    try {
      return await setUp(name, place, signal);
    } catch (error) {
      if (!secret.isRefused(error, stored) || !canAsk()) throw error;
      sayError(error);
      say('The access key in the credential store was not taken. Type the one that is in force:');
    }
  }
  // Nobody types an access key for a store that then turns out to be locked.
  await tryStoredCredentials(signal);
  for (;;) {
    const text = secret.encode(await secretTyped(secret, typed, signal));
    try {
      const entry = await setUp(name, { ...place, kind: secret.holding(text) }, signal);
      await writeStoredCredential(account, text, signal);
      return entry;
    } catch (error) {
      typed.isRefused = secret.isRefused(error, text);
      if (!typed.isRefused || !canAsk()) throw error;
      sayError(error);
      say('It is not kept. Type it again, or stop with Ctrl-C:');
    }
  }
}

/** What was typed before, where the place did not refuse it; else it is asked for. */
export async function secretTyped(
  secret: KindSecret<object>,
  typed: TypedSecret,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (typed.answers.length > 0 && !typed.isRefused) return typed.answers;
  if (!canAsk()) throw nobodyToAsk();
  const answers: string[] = [];
  for (const [i, { question, isHidden }] of secret.questions.entries()) {
    const initial = typed.answers[i] ?? '';
    const hidden = initial === '' ? question : `${question} (empty: as before)`;
    const ask = (): Promise<string> =>
      isHidden ? askPassphrase(hidden, signal) : askLine(question, signal, { initial });
    answers.push(await answered(ask, isHidden ? initial : ''));
  }
  typed.answers = answers;
  return answers;
}

async function setUp(name: string, place: KnownPlace, signal: AbortSignal): Promise<ConfigEntry> {
  const { kind, options } = await initialisePlace(place, signal);
  return { name, kind: kind.kind, ...options };
}

async function answered(ask: () => Promise<string>, before: string): Promise<string> {
  for (;;) {
    const answer = (await ask()).trim();
    if (answer !== '') return answer;
    if (before !== '') return before;
  }
}

function nobodyToAsk(): VaultError {
  return new VaultError('USAGE', 'there is no terminal to ask for the access key of the place', {
    hint: 'Take it from elsewhere: --credentials environment, or --credentials profile.',
  });
}
