// A real Firefox without a window and with a profile of its own, driven by its own remote protocol
// (marionette.ts): Debian's firefox-esr, or the one of this PC. One tab is enough for all that tests ask.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Marionette, marionette } from './marionette.js';
import { onPath } from './on-path.js';
import { type RealPart, realPart } from './real-parts.js';

const firefoxPart: RealPart<string> = {
  name: 'Firefox',
  install: 'apt-get install -y firefox-esr',
  find: () => ['firefox-esr', 'firefox'].map(onPath).find((path) => path !== null) ?? null,
};

/** Where it is; null where it is not installed. */
export function firefoxPath(): string | null {
  return realPart(firefoxPart);
}

/** A Firefox that runs. What a selector names must be there, and the first of it counts. */
export interface Firefox {
  go(url: string): Promise<unknown>;
  /** Runs the body of an async function in the page, and gives what it returns. */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Waits until something is there; gives its text. */
  waitFor(selector: string): Promise<string>;
  click(selector: string): Promise<unknown>;
  /** Presses keys in it; of a field for files it chooses the file of this path. */
  type(selector: string, text: string): Promise<unknown>;
  /** The size of what is seen of a page. */
  resize(width: number, height: number): Promise<unknown>;
  /** A setting of this browser, as about:config has it. */
  set(name: string, value: string | number | boolean): Promise<unknown>;
  /** Puts a text into the clipboard. */
  copy(text: string): Promise<unknown>;
  /** What the pages' scripts failed at since it was last asked. */
  complaints(): Promise<readonly string[]>;
  /** What is printed, as PDF. */
  printed(): Promise<Uint8Array>;
  close(): Promise<void>;
}

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
/** The slowest that a start was seen on a busy machine is a fifth of it. */
const startMs = 120_000;

/** Starts it. */
export async function startFirefox(path: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'vault-firefox-'));
  writeFileSync(join(profile, 'user.js'), 'user_pref("marionette.port", 0);\n');
  const access = ['--marionette', '--remote-allow-system-access'];
  const child = spawn(path, ['--headless', '--no-remote', ...access, '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, LANG: 'C.UTF-8' },
  });
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const wire = await marionette(await portOf(profile, child));
    await wire.ask('WebDriver:NewSession');
    await wire.ask('WebDriver:SetTimeouts', { script: startMs, pageLoad: startMs });
    return driven(wire, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** Firefox writes it down once it listens. */
async function portOf(profile: string, child: ChildProcess): Promise<number> {
  const file = join(profile, 'MarionetteActivePort');
  for (const start = Date.now(); Date.now() - start < startMs;) {
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text !== '') return Number(text);
    await wait(50);
  }
  throw new Error('Firefox does not answer');
}

function driven(wire: Marionette, end: () => Promise<void>): Firefox {
  const valueOf = async (command: string, params = {}): Promise<unknown> =>
    ((await wire.ask(command, params)) as { readonly value: unknown }).value;
  const run: Firefox['run'] = (body, ...args) =>
    // Without a sandbox's view of its own: the page's own objects.
    valueOf('WebDriver:ExecuteScript', {
      ...{ script: `return (async (...args) => { ${body} })(...arguments)`, args, sandbox: null },
    });
  const elementOf = async (selector: string): Promise<string> => {
    const question = { using: 'css selector', value: selector };
    const found = (await valueOf('WebDriver:FindElement', question)) as Record<string, string>;
    return found[elementKey] ?? '';
  };
  const inBrowser = async (script: string, ...args: readonly unknown[]): Promise<unknown> => {
    await wire.ask('Marionette:SetContext', { value: 'chrome' });
    try {
      return await valueOf('WebDriver:ExecuteScript', { script, args });
    } finally {
      await wire.ask('Marionette:SetContext', { value: 'content' });
    }
  };
  const bytesOf = async (command: string, params: object): Promise<Uint8Array> =>
    new Uint8Array(Buffer.from(String(await valueOf(command, params)), 'base64'));

  return {
    run,
    go: (url) => wire.ask('WebDriver:Navigate', { url }),
    waitFor: async (selector) => String(await run(waiting, selector, startMs)),
    click: async (selector) =>
      wire.ask('WebDriver:ElementClick', { id: await elementOf(selector) }),
    type: async (selector, text) =>
      wire.ask('WebDriver:ElementSendKeys', { id: await elementOf(selector), text }),
    resize: (width, height) => inBrowser(sizing, width, height),
    set: (name, value) => inBrowser(setting, name, value),
    copy: (text) => inBrowser(copying, text),
    complaints: async () => (await inBrowser(complaining)) as string[],
    printed: () => bytesOf('WebDriver:Print', { background: true }),
    async close() {
      await wire.ask('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      wire.close();
      await end();
    },
  };
}

const waiting = `
  const [selector, limitMs] = args;
  for (const start = Date.now(); Date.now() - start < limitMs; ) {
    const found = document.querySelector(selector);
    if (found !== null) return found.textContent;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('there is no ' + selector);`;

/** The part of the window that shows the page: a window itself has a least width. */
const sizing = `
  const [width, height] = arguments;
  const { style } = gBrowser.selectedBrowser;
  for (const [name, size] of Object.entries({ width, height })) {
    style.setProperty('min-' + name, size + 'px');
    style.setProperty('max-' + name, size + 'px');
  }`;

const setting = `
  const [name, value] = arguments;
  const kind = { string: 'String', number: 'Int', boolean: 'Bool' }[typeof value];
  Services.prefs['set' + kind + 'Pref'](name, value);`;

const copying = `
  const helper = Cc['@mozilla.org/widget/clipboardhelper;1'].getService(Ci.nsIClipboardHelper);
  helper.copyString(arguments[0]);`;

/** Errors of scripts, not what a policy refused. */
const complaining = `
  const all = Services.console.getMessageArray();
  Services.console.reset();
  return all
    .filter((one) => one instanceof Ci.nsIScriptError && one.flags === Ci.nsIScriptError.errorFlag)
    .filter(({ category, sourceName }) => /javascript/.test(category) && /^(?:file|blob):/.test(sourceName))
    .map(({ errorMessage, sourceName, lineNumber }) => errorMessage + ' ' + sourceName + ':' + lineNumber);`;
