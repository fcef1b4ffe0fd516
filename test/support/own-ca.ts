// A certificate authority of our own and a certificate for localhost signed by it, made by openssl
// for one test run. Both last two days.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a fresh authority and of the server certificate that it signed. */
export interface OwnCa {
  /** The authority's certificate, PEM: what a client has to trust. */
  readonly caFile: string;
  /** The server's private key and certificate in one PEM file, for localhost and 127.0.0.1. */
  readonly serverFile: string;
}

const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes both in `folder`. */
export function makeOwnCa(folder: string): OwnCa {
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore' });
  };
  const authority = ['-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=test authority'];
  openssl('req', '-x509', ...elliptic, '-days', '2', ...authority);
  openssl('req', ...elliptic, '-keyout', at('server.key'), '-out', at('csr'), '-subj', '/CN=test');
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost,DNS:*.localhost,IP:127.0.0.1\n');
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'];
  const output = ['-days', '2', '-extfile', at('names'), '-out', at('server.crt')];
  openssl('x509', '-req', '-in', at('csr'), ...signing, ...output);
  const both = readFileSync(at('server.key'), 'utf8') + readFileSync(at('server.crt'), 'utf8');
  writeFileSync(at('server.pem'), both);
  return { caFile: at('ca.pem'), serverFile: at('server.pem') };
}
