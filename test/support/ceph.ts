// A real S3 server for tests: Ceph's RADOS Gateway over a cluster of one, started from nothing in
// about two seconds in a temporary folder and killed by process id. It knows nothing of targets.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cephConfig } from './ceph-config.js';
import { makeOwnCa } from './own-ca.js';
import type { RealPart } from './real-parts.js';

/** One user's credentials. */
export interface CephUser {
  readonly id: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A request as the gateway logged it. */
interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A running gateway. */
export interface Ceph {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  /** The same over TLS, with a certificate of {@link Ceph.caFile}'s authority. */
  readonly tlsEndpoint: string;
  /** The port of {@link Ceph.endpoint}, for other names of this machine. */
  readonly port: number;
  readonly caFile: string;
  /** A temporary folder that goes with the cluster. */
  readonly folder: string;
  readonly owner: CephUser;
  readonly stranger: CephUser;
  /** Makes a further user. */
  addUser(id: string): Promise<CephUser>;
  /** Runs `radosgw-admin` with these arguments. */
  admin(...args: string[]): Promise<void>;
  /** Every request so far, out of the gateway's own log. */
  requests(): Promise<readonly LoggedRequest[]>;
  /** Stops (SIGSTOP) or wakes (SIGCONT) the gateway: connections open, answers none. */
  freeze(frozen: boolean): void;
  /** Kills the gateway (SIGKILL); what it was about to do is done or not. */
  crash(): Promise<void>;
  /** Starts it again, where it was killed, and waits until it answers. */
  revive(): Promise<void>;
  /** Kills every process and deletes the folder. */
  stop(): void;
}

const programs = ['monmaptool', 'ceph', 'ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin'];

/** Ask for it with `realPart(cephPart)`. */
export const cephPart: RealPart<true> = {
  name: 'Ceph with its RADOS Gateway',
  install:
    'apt-get install -y --no-install-recommends ceph-mon ceph-osd radosgw openssl util-linux',
  find: () => ([...programs, 'openssl', 'setpriv'].every(isInstalled) ? true : null),
};

function isInstalled(program: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts a cluster with two users and waits until the gateway answers. */
export async function startCeph(): Promise<Ceph> {
  const folder = mkdtempSync(join(tmpdir(), 'vault-ceph-'));
  const daemons = daemonsOf(folder);
  try {
    return await bringUp(folder, daemons);
  } catch (error) {
    daemons.kill();
    throw error;
  }
}

async function bringUp(folder: string, daemons: Daemons): Promise<Ceph> {
  for (const name of ['log', 'crash', 'mon', 'osd']) mkdirSync(join(folder, name));
  const { caFile, serverFile } = makeOwnCa(folder);
  const [monitorPort, httpPort, httpsPort] = await freePorts();
  const clusterId = randomUUID();
  const layout = { folder, clusterId, monitorPort, httpPort, httpsPort };
  const config = join(folder, 'ceph.conf');
  writeFileSync(config, cephConfig({ ...layout, certificateFile: serverFile }));
  const run = async (program: string, ...args: string[]): Promise<string> => {
    const options = { timeout: 60_000 };
    return (await promisify(execFile)(program, ['-c', config, ...args], options)).stdout;
  };
  await startStore(run, daemons, { ...layout, config });
  const admin = async (...args: string[]): Promise<void> => {
    await run('radosgw-admin', '-n', 'client.rgw', ...args);
  };
  const owner = await createUser(admin, 'owner');
  const stranger = await createUser(admin, 'stranger');
  const startGateway = (): Daemon =>
    daemons.start('radosgw', ['-f', '-n', 'client.rgw', '-c', config]);
  let gateway = startGateway();
  const endpoint = `http://127.0.0.1:${httpPort}`;
  await answering(endpoint);
  return {
    endpoint,
    tlsEndpoint: `https://127.0.0.1:${httpsPort}`,
    port: httpPort,
    caFile,
    folder,
    owner,
    stranger,
    addUser: (id) => createUser(admin, id),
    admin,
    requests: () => loggedRequests(join(folder, 'log', 'client.rgw.log'), endpoint),
    freeze: (frozen) => {
      gateway.freeze(frozen);
    },
    crash: () => gateway.end(),
    revive: async () => {
      if (gateway.isOver()) gateway = startGateway();
      await answering(endpoint);
    },
    stop: () => {
      daemons.kill();
    },
  };
}

/** Makes a request of its own and waits for it in the log: those before it are there then, too. */
async function loggedRequests(log: string, endpoint: string): Promise<LoggedRequest[]> {
  const mark = `/mark-${randomUUID()}`;
  await (await fetch(`${endpoint}${mark}`)).arrayBuffer();
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const text = readFileSync(log, 'utf8');
    if (text.includes(mark)) return parseLog(text).filter(({ path }) => !path.startsWith('/mark-'));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the gateway logs no requests');
}

function parseLog(text: string): LoggedRequest[] {
  const line = /beast: .*?"(?<method>[A-Z]+) (?<path>\S+) HTTP\/[\d.]+" (?<status>\d{3})/g;
  return [...text.matchAll(line)].map(({ groups = {} }) => {
    const { method = '', path = '', status = '' } = groups;
    return { method, path, status: Number(status) };
  });
}

async function startStore(
  run: (program: string, ...args: string[]) => Promise<string>,
  daemons: Daemons,
  options: { folder: string; clusterId: string; monitorPort: number; config: string },
): Promise<void> {
  const { folder, clusterId, monitorPort, config } = options;
  const map = join(folder, 'monmap');
  const address = `[v2:127.0.0.1:${monitorPort}]`;
  execFileSync('monmaptool', ['--create', '--fsid', clusterId, '--addv', 'a', address, map], {
    stdio: 'ignore',
  });
  await run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map);
  daemons.start('ceph-mon', ['-f', '-i', 'a', '-c', config]);
  const storeId = randomUUID();
  const number = (await run('ceph', '--connect-timeout', '30', 'osd', 'new', storeId)).trim();
  await run('ceph-osd', '--mkfs', '-i', number, '--osd-uuid', storeId);
  daemons.start('ceph-osd', ['-f', '-i', number, '-c', config]);
}

async function createUser(
  admin: (...args: string[]) => Promise<void>,
  id: string,
): Promise<CephUser> {
  const accessKeyId = `AKTEST${id.toUpperCase()}`;
  const secretAccessKey = randomUUID();
  const keys = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
  await admin('user', 'create', '--uid', id, '--display-name', id, ...keys);
  return { id, accessKeyId, secretAccessKey };
}

interface Daemon {
  /** Stops it (SIGSTOP) or wakes it (SIGCONT). */
  freeze(frozen: boolean): void;
  end(): Promise<void>;
  isOver(): boolean;
}

interface Daemons {
  start(program: string, args: readonly string[]): Daemon;
  kill(): void;
}

function daemonsOf(folder: string): Daemons {
  const children: ReturnType<typeof spawn>[] = [];
  const kill = (): void => {
    process.removeListener('exit', kill);
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', kill);
  const start = (program: string, args: readonly string[]) => {
    // A test runner that is killed itself can tidy nothing: the kernel kills its daemons then.
    const guarded = ['--pdeathsig', 'KILL', program, ...args];
    const child = spawn('setpriv', guarded, { stdio: 'ignore' });
    children.push(child);
    const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
    return {
      isOver,
      freeze: (frozen: boolean): void => {
        child.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
      },
      end: async () => {
        if (isOver()) return;
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      },
    };
  };
  return { start, kill };
}

async function freePorts(): Promise<[number, number, number]> {
  const servers = await Promise.all([listen(), listen(), listen()]);
  const [a, b, c] = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  });
  for (const server of servers) server.close();
  if (a === undefined || b === undefined || c === undefined) throw new Error('no ports');
  return [a, b, c];
}

async function listen(): Promise<ReturnType<typeof createServer>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answering(endpoint: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const response = await fetch(endpoint).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the RADOS Gateway did not come up within a minute');
}
