// A real Secret Service for tests: a private D-Bus session bus with gnome-keyring on it, its files in
// a temporary home. secret-tool and dbus-send look at it independently of keytar. It changes this
// process's environment, which the program's helper process inherits, and puts it back at the end.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RealPart } from './real-parts.js';
import { onPath } from './on-path.js';

/** The programs that make up a Secret Service and look into it. */
export const secretServicePart: RealPart<readonly string[]> = {
  name: 'gnome-keyring, dbus-daemon and secret-tool',
  install: 'apt-get install -y gnome-keyring libsecret-1-0 libsecret-tools dbus dbus-bin',
  find: () => {
    const programs = [
      ...['gnome-keyring-daemon', 'dbus-daemon', 'dbus-send', 'dbus-monitor'],
      'secret-tool',
    ];
    return programs.every((program) => onPath(program) !== null) ? programs : null;
  },
};

/** A running Secret Service, reached through this process's environment. */
export interface SecretService {
  readonly keyringPid: number;
  /** The accounts that stand under a service, as secret-tool sees them. */
  readonly accounts: (service: string) => string[];
  /** The text under an account, as secret-tool sees it. */
  text(service: string, account: string): string;
  store(service: string, account: string, text: string): void;
  /** Removes everything that stands under a service. */
  clear(service: string): void;
  /** What any client changes from now on, as the bus sees it: one line for each change. */
  watchChanges(): Promise<{ stop(): Promise<string[]> }>;
  /** Locks the keyring; without a display nobody can be asked to unlock it. */
  lock(): void;
  stop(): void;
}

const keyring = '/org/freedesktop/secrets/collection/login';
const password = 'keyring password';

/** Starts a bus with an unlocked, empty keyring. */
export async function startSecretService(): Promise<SecretService> {
  const home = mkdtempSync(join(tmpdir(), 'secret-service-'));
  const bus = await startBus(home);
  const restore = setEnvironment({ ...homeVariables(home), DBUS_SESSION_BUS_ADDRESS: bus.address });
  const daemon = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', '--control-directory', home],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
  daemon.stdin.end(password);
  await untilAnswers(() => dbus('/org/freedesktop/secrets', 'Service.ReadAlias', 'string:default'));
  return {
    keyringPid: daemon.pid ?? 0,
    ...views(),
    watchChanges,
    lock: () => {
      dbus('/org/freedesktop/secrets', 'Service.Lock', `array:objpath:${keyring}`);
    },
    stop: () => {
      daemon.kill('SIGKILL');
      bus.process.kill('SIGKILL');
      restore();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The calls by which a client stores, replaces, removes or relabels; `Set` is of any property. */
const changingCall = /member=(CreateItem|Delete|SetSecret|CreateCollection|ChangePassword|Set)$/;
/** What the keyring tells of a change, whoever made it. */
const changeTold = /member=(Item|Collection)(Created|Changed|Deleted)$/;

/** Listens on the bus as a client of its own, by dbus-monitor. */
async function watchChanges(): Promise<{ stop(): Promise<string[]> }> {
  const monitor = spawn('dbus-monitor', ['--session'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  monitor.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise((resolve) => monitor.once('close', resolve));
  const untilSeen = async (mark: string): Promise<void> => {
    // A call of our own that shows up shows that everything before it was seen.
    for (let attempt = 0; !text.includes(mark); attempt += 1) {
      if (attempt === 100) throw new Error('dbus-monitor sees nothing');
      dbus('/org/freedesktop/secrets', 'Service.ReadAlias', `string:${mark}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await untilSeen('watching begins');
  return {
    stop: async () => {
      await untilSeen('watching ends');
      monitor.kill();
      await ended;
      return text.split('\n').filter((line) => changingCall.test(line) || changeTold.test(line));
    },
  };
}

/** A bus on which nobody offers a Secret Service. */
export async function startEmptyBus(): Promise<{ stop(): void }> {
  const home = mkdtempSync(join(tmpdir(), 'empty-bus-'));
  const bus = await startBus(home);
  const restore = setEnvironment({ ...homeVariables(home), DBUS_SESSION_BUS_ADDRESS: bus.address });
  const stop = (): void => {
    bus.process.kill('SIGKILL');
    restore();
    rmSync(home, { recursive: true, force: true });
  };
  return { stop };
}

/** Sets variables of this process (undefined removes one); the result puts them back. */
export function setEnvironment(variables: Record<string, string | undefined>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  const assign = (name: string, value: string | undefined): void => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(variables)) assign(name, value);
  return () => {
    for (const [name, value] of before) assign(name, value);
  };
}

function views(): Pick<SecretService, 'accounts' | 'text' | 'store' | 'clear'> {
  const accounts = (service: string): string[] => {
    const seen = secretTool(['search', '--all', '--unlock', 'service', service]);
    return [...seen.matchAll(/^attribute\.account = (.*)$/gm)].map(([, account = '']) => account);
  };
  return {
    accounts,
    text: (service, account) => secretTool(['lookup', 'service', service, 'account', account]),
    store: (service, account, text) => {
      // keytar looks only at entries of this schema, which secret-tool does not set by itself.
      const schema = ['xdg:schema', 'org.freedesktop.Secret.Generic'];
      const attributes = ['service', service, 'account', account, ...schema];
      secretTool(['store', '--label', `${service}/${account}`, ...attributes], text);
    },
    clear: (service) => {
      // It may stop half-way, when another client removes an entry at the same time.
      for (let attempt = 0; accounts(service).length > 0; attempt += 1) {
        if (attempt === 20) throw new Error(`the entries of ${service} cannot be removed`);
        secretTool(['clear', 'service', service], '', { mayFail: true });
      }
    },
  };
}

function secretTool(args: string[], input = '', options = { mayFail: false }): string {
  try {
    // secret-tool writes attributes to stderr and secrets to stdout.
    const command = ['-c', 'secret-tool "$@" 2>&1', 'sh', ...args];
    return execFileSync('sh', command, { input, encoding: 'utf8' });
  } catch (error) {
    if (options.mayFail || args[0] === 'search') return '';
    throw error;
  }
}

function dbus(path: string, method: string, ...args: string[]): string {
  const call = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', path];
  const name = `org.freedesktop.Secret.${method}`;
  return execFileSync('dbus-send', [...call, name, ...args], { encoding: 'utf8', stdio: 'pipe' });
}

async function untilAnswers(ask: () => string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (ask().includes(keyring)) return;
      throw new Error('the keyring was not made');
    } catch (error) {
      if (attempt === 200) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
`;

async function startBus(home: string): Promise<{ process: ChildProcess; address: string }> {
  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfig);
  const args = [`--config-file=${config}`, '--nofork', '--print-address=1'];
  const bus = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise<string>((resolve, reject) => {
    bus.once('error', reject);
    bus.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
  });
  return { process: bus, address };
}

function homeVariables(home: string): Record<string, string | undefined> {
  const run = join(home, 'run');
  mkdirSync(run, { mode: 0o700 });
  return {
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: run,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
  };
}
