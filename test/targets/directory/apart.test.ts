// Folders worked on in a process of their own: the contract, what comes over of an error, and folders
// that do not answer. The process is the built one, as users run it.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type ApartOptions, directoryKindApart } from '../../../src/targets/directory/apart.js';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { openTarget } from '../../../src/targets/kinds.js';
import type { Target, TargetError } from '../../../src/targets/target.js';
import { folderSetup, freshPlace } from '../../support/folder-place.js';
import { type FrozenFolder, frozenFolders } from '../../support/frozen-folder.js';
import { realPart } from '../../support/real-parts.js';
import { sealedSample } from '../../support/sealed.js';
import { never } from '../../support/signal.js';
import {
  expectHeld,
  expectTargetError,
  namesIn,
  putSample,
  rejection,
} from '../../support/target-assertions.js';
import { eachInFolder } from '../../support/temporary-folder.js';
import { describeTargetContract } from '../contract.js';

const program = new URL('../../../bundle/folder.cjs', import.meta.url);
const kind = directoryKindApart({ program });
const sample = sealedSample({ sizeBytes: 3_000, seed: 'apart' });

describeTargetContract('a folder in a process of its own, as the commands open it', {
  create: async () => {
    const place = await folderSetup(tmpdir()).create();
    const open = () => openTarget({ kind, options: place.options });
    return { ...place, target: open(), reopen: open };
  },
});

let parent: string;
const opened: Target[] = [];
eachInFolder((made) => {
  parent = made;
});
afterEach(async () => {
  for (const target of opened.splice(0)) await target.close();
});
function open(options: { path: string; id?: string }, apart: ApartOptions = { program }): Target {
  const target = directoryKindApart(apart).open(options);
  opened.push(target);
  return target;
}

describe('a folder in a process of its own', () => {
  it('is set up, and says the same of itself as in this process', async () => {
    const options = await kind.initialise({ path: join(parent, 'vault') }, never);
    expect(options).toEqual(await directoryKind.initialise(options, never));
    await putSample(open(options), 'set up');
    const here = directoryKind.open(options);
    expect(await open(options).identify(never)).toEqual(await here.identify(never));
    expect(await namesIn(open(options))).toEqual(await namesIn(here));
  });

  it('tells an error with its code, words and next step', async () => {
    const missing = { path: join(parent, 'missing') };
    const there = await expectTargetError(open(missing).get(sample.name, never), 'UNAVAILABLE');
    const here = await rejection(directoryKind.open(missing).get(sample.name, never));
    expect(there).toMatchObject({ message: (here as TargetError).message });
    expect(there.hint).toEqual((here as TargetError).hint);
    const asked = kind.initialise({ path: join(parent, 'a', 'b') }, never);
    await expectTargetError(asked, 'UNAVAILABLE');
  });

  it.each([
    ['that crashes', 'process.kill(process.pid, "SIGSEGV")', 'SIGSEGV'],
    ['with a mistake', 'process.send({ id, error: { code: null, message: "odd" } })', 'odd'],
  ])('%s fails this place, and no more', async (_, does, says) => {
    const target = open(await freshPlace(parent), { program: await standIn(does) });
    const error = await expectTargetError(target.identify(never), 'UNAVAILABLE');
    expect(error.message).toContain(says);
    expect(error.message).toContain(parent);
  });

  it('is asked no more when it did not answer once', async () => {
    const log = join(parent, 'log');
    const silent = await standIn(`require('fs').appendFileSync(${JSON.stringify(log)}, 'asked ')`);
    const target = open(await freshPlace(parent), { program: silent, lookMs: 3_000 });
    const all = Promise.allSettled([target.identify(never), target.get(sample.name, never)]);
    for (const one of await all) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'TIMEOUT' } });
    }
    await expectTargetError(namesIn(target), 'TIMEOUT');
    await expectTargetError(target.put(sample.name, sample.record, never), 'TIMEOUT');
    expect(await readFile(log, 'utf8')).toBe('asked asked ');
  });

  /** A process that does the same for every call. */
  async function standIn(does: string): Promise<URL> {
    const file = join(parent, 'stand-in.cjs');
    await writeFile(file, `process.on('message', ({ id }) => { ${does} });`);
    return pathToFileURL(file);
  }
});

const frozen = realPart(frozenFolders);

describe.skipIf(frozen === null)('a folder on a mount that does not answer', () => {
  let mount: FrozenFolder;
  afterEach(() => mount.dispose());

  it('times out once, while another place is written, and works again when it answers', async () => {
    mount = await (frozen?.() ?? Promise.reject(new Error('no mount')));
    const options = await kind.initialise({ path: join(mount.path, 'vault') }, never);
    const target = open(options, { program, lookMs: 1_500 });
    await putSample(target, 'before');
    mount.freeze();
    const asked = expectTargetError(target.identify(never), 'TIMEOUT');
    const other = open(await kind.initialise({ path: join(parent, 'other') }, never));
    await putSample(other, 'meanwhile');
    const error = await asked;
    expect(error.message).toContain(mount.path);
    mount.thaw();
    await putSample(open(options), 'after');
    expect(await namesIn(open(options))).toHaveLength(2);
  });

  it('lets go of everything when it is not wanted any more', async () => {
    mount = await (frozen?.() ?? Promise.reject(new Error('no mount')));
    const options = await kind.initialise({ path: join(mount.path, 'vault') }, never);
    const target = open(options);
    await target.identify(never);
    mount.freeze();
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const asked = rejection(target.identify(controller.signal));
    controller.abort(reason);
    expect(await asked).toBe(reason);
  });

  it('holds up no search for another folder', async () => {
    mount = await (frozen?.() ?? Promise.reject(new Error('no mount')));
    const { path, id } = await freshPlace(parent);
    mount.freeze();
    const away = open({ path: join(parent, 'away'), id });
    // It is asked for its folder by each call; far more calls than a process has threads at first.
    for (let n = 0; n < 8; n += 1) await expectTargetError(away.identify(never), 'UNAVAILABLE');
    await expectHeld(open({ path, id }), await putSample(open({ path, id }), 'there'));
    await rm(path, { recursive: true });
  });
});
