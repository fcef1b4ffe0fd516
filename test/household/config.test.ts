// The config as a file: what is wrong with it is told as data, entry by entry, and nothing in it is lost.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import { loadConfig, saveConfig } from '../../src/household/config.js';
import { choosePlaces, configuredPlaces } from '../../src/household/places.js';
import { folderOfFile } from '../support/temporary-folder.js';

const file = join(folderOfFile(), 'config.json');
const folder = join(folderOfFile(), 'stick');
const good = { name: 'stick', kind: 'directory', path: folder };
const far = { name: 'far', kind: 'directory', path: join(folderOfFile(), 'far') };

function write(text: string): void {
  writeFileSync(file, text);
}

const entries: readonly [what: string, entry: string, called: string, message: string][] = [
  ['that is no object', '7', 'entry:2', 'not valid at entry:2'],
  ['that is nothing', 'null', 'entry:2', 'not valid at entry:2'],
  ['without a kind', '{"name":"bad"}', 'bad', 'bad, kind'],
  ['of an unknown kind', '{"name":"bad","kind":"tape"}', 'bad', 'unknown kind'],
  ['of the kind __proto__', '{"name":"bad","kind":"__proto__"}', 'bad', 'unknown kind'],
  ['of the kind constructor', '{"name":"bad","kind":"constructor"}', 'bad', 'unknown kind'],
  ['of the name of another', JSON.stringify(good), 'entry:2', 'stick twice'],
  ['with a path for a name', JSON.stringify({ ...good, name: './x' }), 'entry:2', 'name'],
  ['named __proto__', '{"name":"__proto__","kind":"directory"}', 'entry:2', 'name'],
  ['named constructor', '{"name":"constructor"}', 'constructor', 'kind'],
  [
    'of a folder that is not absolute',
    JSON.stringify({ ...far, name: 'bad', path: 'x' }),
    'bad',
    'path',
  ],
  [
    'of a bucket and a folder',
    JSON.stringify({ ...far, name: 'bad', bucket: 'x' }),
    'bad',
    'bucket',
  ],
];

describe.each(entries)('an entry %s', (_what, entry, called, message) => {
  const text = (between: string): string =>
    `{"$schema":"x","targets":[${JSON.stringify(good)},${between}${JSON.stringify(far)}]}`;

  it('is of no use, says why, and leaves the others as they are', async () => {
    write(text(`${entry},`));
    const places = configuredPlaces(await loadConfig(file));
    expect(places.map(({ name }) => name)).toEqual(['stick', called, 'far']);
    expect(places.map(({ fault }) => fault?.code ?? null)).toEqual([null, 'BAD_CONFIG', null]);
    expect(places[1]?.fault?.message).toContain(message);
  });

  it('is a place that fails, and none to work on alone', async () => {
    write(text(`${entry},`));
    const config = await loadConfig(file);
    expect(choosePlaces([called, 'stick'], config, { tell: 'to' })).toHaveLength(2);
    expect(() => choosePlaces([called], config, { tell: 'to' })).toThrow(VaultError);
  });

  it('stays in the file as it is, until it is taken out alone', async () => {
    write(text(`${entry},`));
    const config = await loadConfig(file);
    await saveConfig(file, config);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text(`${entry},`)));
    const left = config.entries.filter(({ name }) => name !== called);
    await saveConfig(file, { ...config, entries: left });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text('')));
  });
});

describe('a file', () => {
  it.each(['', '[]', '7', '{}', '{"targets":7}', '{"schema":2,"targets":[]}', '{"targets":['])(
    'that is no config is never written to: %s',
    async (text) => {
      write(text);
      const config = await loadConfig(file);
      expect(config.fault?.code).toBe('BAD_CONFIG');
      await expect(saveConfig(file, config)).rejects.toBe(config.fault);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it.each(['__proto__', 'constructor', 'toString'])('knows no member %s', async (member) => {
    write(`{"targets":[],"${member}":{"targets":[]}}`);
    expect((await loadConfig(file)).fault?.message).toContain(member);
  });

  it('keeps what only a later version of a kind knows, and members named as those of all objects', async () => {
    const text = `{"targets":[{"name":"a","kind":"directory","path":"/a","__proto__":{"x":1},"constructor":2}]}`;
    write(text);
    await saveConfig(file, await loadConfig(file));
    expect(readFileSync(file, 'utf8').replace(/\s/g, '')).toBe(text);
  });
});
