// A real browser, driven by playwright-core: Debian's chromium, or the one of this PC.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { onPath } from './on-path.js';
import { type RealPart, realPart } from './real-parts.js';

const chromiumPart: RealPart<string> = {
  name: 'chromium',
  install: 'apt-get install -y chromium',
  find: () => ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(isThere) ?? null,
};

function isThere(path: string | null): path is string {
  return path !== null && existsSync(path);
}

/** Where it is; null where it is not installed. */
export function chromiumPath(): string | null {
  return realPart(chromiumPart);
}

/** Starts it, without a window. In a container it cannot have a sandbox of its own. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
