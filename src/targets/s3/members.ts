// What a person is asked for a bucket, and the flags for it. What the members mean is decided in
// s3/options.ts, which also checks them.
import type { KindMember } from '../target-kind.js';
import { s3Providers } from './providers.js';

const providers = s3Providers.map(({ id }) => id).join(', ');

/** The members of the options beside bucket and prefix. */
export const s3Members: readonly KindMember[] = [
  {
    member: 'provider',
    flag: '--provider <id>',
    description: `whose storage it is: ${providers}`,
    question: `Provider (${providers})`,
  },
  {
    member: 'endpoint',
    flag: '--endpoint <url>',
    description: 'the address of the server, without the bucket',
    question: "Address of the server (empty: the provider's usual one)",
  },
  {
    member: 'region',
    flag: '--region <name>',
    description: 'the region of the bucket',
    question: 'Region (empty: the usual one)',
  },
  {
    member: 'credentials',
    flag: '--credentials <source>',
    description: 'where the access key is read from: environment, profile or credential-store',
    question: null,
  },
  {
    member: 'profile',
    flag: '--profile <name>',
    description: 'a profile of ~/.aws/credentials',
    question: null,
  },
  {
    member: 'caFile',
    flag: '--ca-file <file>',
    description: 'a PEM file with the authority that signed the certificate of the server',
    question: null,
  },
  {
    member: 'pathStyle',
    flag: '--path-style',
    description: 'put the bucket into the path of the address, not into the name of the host',
    question: null,
  },
  {
    member: 'pathStyle',
    flag: '--no-path-style',
    description: 'put the bucket into the name of the host, not into the path of the address',
    question: null,
  },
];

/** What is asked to keep an access key in the credential store. */
export const s3SecretQuestions = [
  { question: 'Access key id', isHidden: false },
  { question: 'Secret access key', isHidden: true },
] as const;
