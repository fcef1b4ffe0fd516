// What a person is asked for a bucket: whose storage it is, out of a list, and then what that provider needs.
import { type KnownPlace, findKind, parsePlace } from '../../targets/kinds.js';
import { type S3Provider, genericProvider, s3Providers } from '../../targets/s3/providers.js';
import { withMembers } from './new-place.js';
import { type FaultOf, askChoice, askLine } from './prompts.js';

/** What was typed for a place so far: it stands there again after a slip. */
export type Answers = Record<string, string>;

/**
 * The bucket that the person names, its access key to be kept in the credential store; null for an empty line
 * in place of its name.
 */
export async function askBucket(answers: Answers, signal: AbortSignal): Promise<KnownPlace | null> {
  const ask = async (name: string, question: string, faultOf: FaultOf): Promise<string> => {
    // eslint-disable-next-line vault/no-foreign-index -- a member of the kind
    const initial = answers[name] ?? '';
    const answer = await askLine(question, signal, { initial, faultOf });
    // eslint-disable-next-line vault/no-foreign-index -- a member of the kind
    return (answers[name] = answer.trim());
  };
  const bucket = await ask('bucket', 'Bucket, or bucket/folder', whatever);
  if (bucket === '') return null;
  const place = parsePlace(`s3://${bucket}`);
  const provider = await askProvider(answers, signal);
  const members: Answers = { provider: provider.id };
  for (const { member, question } of findKind('s3')?.members ?? []) {
    if (question === null || member === 'provider') continue;
    // eslint-disable-next-line vault/no-foreign-index -- a member of the kind
    const needed = isNeeded(member, provider, answers) ? neededQuestions[member] : undefined;
    const answer = await ask(member, needed ?? question, needed === undefined ? whatever : filled);
    // eslint-disable-next-line vault/no-foreign-index -- a member of the kind
    if (answer !== '') members[member] = answer;
  }
  return withMembers(place, { ...members, credentials: 'credential-store' });
}

const whatever: FaultOf = () => null;
const filled: FaultOf = (answer) =>
  answer.trim() === ''
    ? 'This provider has no usual one: it shows yours where the bucket is'
    : null;

/** The questions for what some providers have no usual value of. */
const neededQuestions: Readonly<Record<string, string>> = {
  endpoint: 'Address of the server (https://...)',
  region: 'Region of the bucket',
};

/** An address that was typed may tell the region, too. */
function isNeeded(member: string, provider: S3Provider, answers: Answers): boolean {
  if (member === 'endpoint') return provider.endpoint === null;
  return member === 'region' && provider.region === null && answers['endpoint'] === '';
}

async function askProvider(answers: Answers, signal: AbortSignal): Promise<S3Provider> {
  const listed = s3Providers.map(({ id, title }) => ({
    value: id,
    label: id === genericProvider.id ? 'Another one, or a server of your own' : title,
  }));
  const options = { initial: answers['provider'] ?? '', isNumbered: true };
  const chosen = await askChoice('Whose storage is it?', listed, signal, options);
  answers['provider'] = chosen;
  return s3Providers.find(({ id }) => id === chosen) ?? genericProvider;
}
