// What it means to the user that no answer came: the network, the name, the certificate.
import { hint as hintOf } from '../../errors.js';
import type { Explain } from './meaning.js';
import { notS3 } from './refusals.js';

export const silent: Explain = (_failure, { host }) => ({
  code: 'TIMEOUT',
  message: `${host} did not answer in time`,
  hint: 'Check the connection, and whether the server is well.',
});

export const refused: Explain = (_failure, { host }) => ({
  code: 'UNAVAILABLE',
  message: `nothing listens at ${host}`,
  hint: hintOf`Start the server, or correct its address: ${{ tell: 'endpoint' }}, or "endpoint" in the config.`,
});

export const unknownHost: Explain = (_failure, { host }) => ({
  code: 'UNAVAILABLE',
  message: `the name ${host} cannot be found`,
  hint: hintOf`Check the connection to the internet, then the server's address (${{ tell: 'endpoint' }}, ${{ tell: 'path-style' }}, or "endpoint" and "pathStyle" in the config).`,
});

const untrusted: Explain = ({ code }, { host }) => ({
  code: 'WRONG_TARGET',
  message: `the certificate of ${host} is not to be trusted (${code})`,
  hint: 'For a server with a certificate authority of its own, set "caFile" to its PEM file.',
});

export const untimely: Explain = ({ code }, { host }) => ({
  code: 'WRONG_TARGET',
  message: `the certificate of ${host} is not valid at this time (${code})`,
  hint: 'Check date and time of this PC; if they are right, the server needs a new certificate.',
});

const noTls: Explain = (_failure, { host }) => ({
  code: 'WRONG_TARGET',
  message: `${host} does not speak TLS`,
  hint: hintOf`Correct the port of the address, or begin it with http://: ${{ tell: 'endpoint' }}, or "endpoint" in the config.`,
});

/** A bucket with dots in its name makes a host that no certificate of the provider covers. */
const otherName: Explain = (_failure, { host, bucket }) => ({
  code: 'WRONG_TARGET',
  message: `the certificate of ${host} is made out for another name`,
  hint: bucket.includes('.')
    ? hintOf`The bucket has a dot in its name: add ${{ tell: 'path-style' }}, or set "pathStyle" in the config to true.`
    : 'Give "endpoint" the name that the certificate is made out for; else somebody stands in between.',
});

/** A failure of the network by its code. */
export const byNet: Explain = (failure, words) => {
  const { code } = failure;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return otherName(failure, words);
  if (/CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|^ERR_TLS/.test(code))
    return untrusted(failure, words);
  if (/^(?:EPROTO$|ERR_SSL)/.test(code)) return noTls(failure, words);
  if (code.startsWith('HPE_')) return notS3(failure, words);
  return {
    code: 'UNAVAILABLE',
    message: `the connection to ${words.host} failed (${code})`,
    hint: 'Check the connection and try again.',
  };
};
