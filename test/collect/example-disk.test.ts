import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../../scripts/example-files.js';
import { collectFrom } from '../../src/collect/collectors.js';
import { never } from '../support/signal.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };

describe('the examples', () => {
  it('are what the script makes, to the byte, and nothing else', () => {
    const made = exampleFiles();
    expect(made.size).toBe(3);
    for (const [path, bytes] of made) {
      expect(readFileSync(join(examples, path)).equals(bytes), path).toBe(true);
    }
    const there = readdirSync(join(examples, 'windows-disk'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(examples.length));
    const wanted = [...made.keys()].filter((path) => path.startsWith('windows-disk'));
    expect(there.map((path) => path.split(sep).join('/')).sort()).toEqual(wanted.sort());
  });

  it.each(['windows-disk', 'windows.reg'])('tell the same of the PC: %s', async (path) => {
    const { findings, warnings } = await collectFrom([join(examples, path)], context);
    expect(warnings).toEqual([]);
    const snapshot = findings[0]?.snapshot;
    expect(snapshot).toMatchObject({
      machine: { name: 'EXAMPLE-PC', manufacturer: 'Example Computers' },
      os: { productName: 'Windows 11 Pro', build: '26100.2314', registeredOwner: 'Example Owner' },
    });
    const rows = snapshot?.licences.map(({ product, lastFive, cautions }) => [
      product,
      lastFive,
      cautions.join(),
    ]);
    expect(rows).toEqual([
      ['Windows 11 Pro', '3V66T', 'generic'],
      ['Windows 10 Home', '8HVX7', 'generic,not-installed'],
      ['Microsoft Office Professional Plus 2010', 'GPDD4', 'generic'],
    ]);
  });
});
