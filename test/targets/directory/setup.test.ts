// Setting up a folder: which folders are taken, which are refused, and that two at once agree.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import { nodeDirectoryEffects } from '../../../src/targets/directory/file-system.js';
import { readmeName, readmeText } from '../../../src/targets/directory/readme.js';
import {
  expectHeld,
  expectTargetError,
  namesIn,
  putSample,
} from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';
import { shownHint } from '../../support/shown-hint.js';

const ownNames = ['READ ME FIRST.txt', 'product-key-vault.json'];
const impatientKind = createDirectoryKind({
  ...nodeDirectoryEffects,
  sleep: () => Promise.resolve(),
});

let parent: string;
let path: string;
const initialise = () => directoryKind.initialise({ path }, never);

eachInFolder((made) => {
  parent = made;
});
beforeEach(() => {
  path = join(parent, 'vault');
});

describe('a folder that is set up', () => {
  it('is made when it is absent', async () => {
    const { id, ...rest } = await initialise();
    expect(rest).toEqual({ path });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await readdir(path)).sort()).toEqual(ownNames);
  });

  it('is not made in a folder that is absent', async () => {
    const deeper = join(path, 'deeper');
    const kept = directoryKind.initialise({ path: deeper }, never);
    const error = await expectTargetError(kept, 'UNAVAILABLE');
    expect(error.message).toContain(deeper);
    await expectTargetError(directoryKind.open({ path: deeper }).identify(never), 'UNAVAILABLE');
    expect(await readdir(parent)).toEqual([]);
  });

  it('keeps its id when it is set up again', async () => {
    const first = await initialise();
    expect(await initialise()).toEqual(first);
    expect(await directoryKind.initialise(first, never)).toEqual(first);
  });

  it('has another id than the next one', async () => {
    const other = await directoryKind.initialise({ path: join(parent, 'other') }, never);
    expect((await initialise()).id).not.toBe(other.id);
  });

  it('has one id, however many set it up at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const place = join(parent, `round ${round}`);
      const kept = await Promise.all(
        Array.from({ length: 8 }, () => directoryKind.initialise({ path: place }, never)),
      );
      expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
      expect((await readdir(place)).sort()).toEqual(ownNames);
    }
  });

  it('is looked at and tried beforehand without a trace', async () => {
    const target = directoryKind.open({ path });
    const traits = {
      durability: expect.any(String) as string,
      maxRecordBytes: 1024 * 1024,
      space: 'ample',
    };
    expect(await target.identify(never)).toMatchObject({ placeId: null, traits });
    await target.tryWriting(never);
    await expectTargetError(namesIn(target), 'UNAVAILABLE');
    expect(await readdir(parent)).toEqual([]);
    await mkdir(path);
    expect(await target.identify(never)).toMatchObject({ placeId: null, traits });
    await target.tryWriting(never);
    await expectTargetError(namesIn(target), 'WRONG_TARGET');
    expect(await readdir(path)).toEqual([]);
    const { id } = await initialise();
    expect(await target.identify(never)).toMatchObject({ placeId: id, traits });
  });

  it('is not used before it is set up', async () => {
    await mkdir(path);
    const target = directoryKind.open({ path });
    const error = await expectTargetError(namesIn(target), 'WRONG_TARGET');
    expect(shownHint(error)).toContain(`vault push --to ${path}`);
    await expectTargetError(putSample(target, 'too early'), 'WRONG_TARGET');
    expect(await readdir(path)).toEqual([]);
  });

  it('is not set up under a signal that is aborted', async () => {
    const reason = new Error('stopped by the test');
    const kept = directoryKind.initialise({ path }, AbortSignal.abort(reason));
    await expect(kept).rejects.toBe(reason);
    expect(await readdir(parent)).toEqual([]);
  });
});

describe('a folder that holds something', () => {
  it.each([
    ...['System Volume Information', '$RECYCLE.BIN', 'desktop.ini', 'Thumbs.db', 'FOUND.000'],
    ...['.DS_Store', '._vault', '.Trashes', '.Spotlight-V100', '.fseventsd'],
    ...['lost+found', '.Trash-1000', 'LOST.DIR', '@eaDir', '#recycle', '.stfolder'],
  ])('is empty all the same with %s in it', async (name) => {
    await mkdir(join(path, name), { recursive: true });
    expect((await directoryKind.open({ path }).identify(never)).placeId).toBeNull();
    await initialise();
    expect((await readdir(path)).sort()).toEqual([...ownNames, name].sort());
  });

  it.each(['photos', 'letter.docx', '.git', '1f2e3d4c5b6a798', 'product-key-vault.json.bak'])(
    'is refused with %s in it, and stays as it is',
    async (name) => {
      await mkdir(path);
      await writeFile(join(path, name), 'mine');
      const error = await expectTargetError(initialise(), 'WRONG_TARGET');
      expect(shownHint(error)).toContain(join(path, 'product-key-vault'));
      await expectTargetError(directoryKind.open({ path }).identify(never), 'WRONG_TARGET');
      expect(await readdir(path)).toEqual([name]);
      await directoryKind.initialise({ path: join(path, 'product-key-vault') }, never);
    },
  );

  it('is refused when it is a file', async () => {
    await writeFile(path, 'a file');
    await expectTargetError(initialise(), 'UNAVAILABLE');
    await expectTargetError(directoryKind.open({ path }).identify(never), 'UNAVAILABLE');
    expect(await readFile(path, 'utf8')).toBe('a file');
  });

  it('is taken up again when it holds backups and lost its marker', async () => {
    const { id } = await initialise();
    const sample = await putSample(directoryKind.open({ path }), 'copied by hand');
    await rm(join(path, 'product-key-vault.json'));
    const target = directoryKind.open({ path });
    const error = await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(shownHint(error)).toContain('vault target add');
    await expectTargetError(namesIn(target), 'WRONG_TARGET');
    expect((await initialise()).id).not.toBe(id);
    expect(await namesIn(target)).toEqual([sample.name]);
    await expectHeld(target, sample);
  });
});

describe('a marker that is damaged', () => {
  it.each([
    { name: 'empty', text: '' },
    { name: 'cut off', text: '{"id": "0123456789ab' },
    { name: 'not JSON', text: '\0\0\0\0' },
    { name: 'without an id', text: '{"schema": 1}' },
    { name: 'an id that leads elsewhere', text: '{"id": "../../etc"}' },
    { name: 'an array', text: '[]' },
    { name: 'null', text: 'null' },
    { name: 'far too long', text: ' '.repeat(1_000_000) },
  ])('is no marker when it is $name, and is replaced', async ({ text }) => {
    const { id } = await initialise();
    const sample = await putSample(directoryKind.open({ path }), 'survivor');
    await writeFile(join(path, 'product-key-vault.json'), text);
    await expectTargetError(namesIn(directoryKind.open({ path })), 'WRONG_TARGET');
    if (id === undefined) throw new Error('no id');
    // Whoever knows the id of the place may read it, and mark it again as what it was.
    const known = directoryKind.open({ path, id });
    expect((await known.identify(never)).lostMark).toContain('missing or damaged');
    expect(await namesIn(known)).toEqual([sample.name]);
    await expectTargetError(known.remove(sample.name, never), 'WRONG_TARGET');
    expect(await impatientKind.initialise({ path, id }, never)).toEqual({ path, id });
    expect((await known.identify(never)).lostMark).toBeUndefined();
    await writeFile(join(path, 'product-key-vault.json'), text);
    const kept = await impatientKind.initialise({ path }, never);
    expect(await namesIn(directoryKind.open(kept))).toEqual([sample.name]);
  });

  it('is waited for while another run writes it', async () => {
    await mkdir(path);
    await writeFile(join(path, 'product-key-vault.json'), '');
    const id = '00112233445566778899aabbccddeeff';
    const kind = createDirectoryKind({
      ...nodeDirectoryEffects,
      sleep: () => writeFile(join(path, 'product-key-vault.json'), JSON.stringify({ id })),
    });
    expect(await kind.initialise({ path }, never)).toEqual({ path, id });
  });
});

describe('the page for people', () => {
  it('can be read in every Notepad, and names nobody', async () => {
    await initialise();
    const text = await readFile(join(path, readmeName), 'latin1');
    expect(text).toBe(readmeText);
    expect(text).toMatch(/^(?:[\x20-\x7e]{0,79}\r\n)+$/);
    for (const part of ['npm ci', 'vault pull --from', 'passphrase']) {
      expect(text).toContain(part);
    }
  });

  it('is written again when it is missing, and left alone when it is not', async () => {
    await initialise();
    const target = directoryKind.open({ path });
    await rm(join(path, readmeName));
    await putSample(target, 'one');
    expect(await readFile(join(path, readmeName), 'latin1')).toBe(readmeText);
    await writeFile(join(path, readmeName), 'my own words');
    await putSample(target, 'two');
    expect(await readFile(join(path, readmeName), 'latin1')).toBe('my own words');
  });
});
