// One PC of a crowd, as a process of its own: pushes, syncs and prunes on a folder that others use at the same
// time. Says on standard output, a line each, which keys were called stored, and what failed.
//
//   node --import tsx crowd-member.ts FOLDER NUMBER ROUNDS
import { randomBytes } from 'node:crypto';
import { VaultError } from '../../../src/errors.js';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { pushFrom, testPc } from '../../support/household.js';
import { bensPc, foundLicence, productKeys } from '../../support/household-samples.js';
import { never } from '../../support/signal.js';
import { pruneFrom, syncFrom } from '../../support/upkeep.js';
import { addressOf } from './faulty-place.js';

/** A line of what a member says. */
export interface Said {
  readonly pc: string;
  /** The keys of a backup that was called stored; empty for what failed. */
  readonly keys: readonly string[];
  /** Why it failed; null where it was stored. */
  readonly failed: string | null;
}

const [folder = '', number = '0', rounds = '1'] = process.argv.slice(2);
const name = `PC-${number}`;
const uuid = `11111111-2222-4333-8444-${number.padStart(12, '0')}`;
const machineGuid = `aaaaaaaa-bbbb-4ccc-8ddd-${number.padStart(12, '0')}`;
const keys = [productKeys.ownWindows, productKeys.ownOffice, ...productKeys.more];
const plain = bensPc();
const pc = testPc({
  ...plain,
  machine: { ...plain.machine, name, uuid, serial: `SERIAL${number}` },
  os: { ...plain.os, machineGuid },
});

function say(said: Omit<Said, 'pc'>): void {
  process.stdout.write(`${JSON.stringify({ pc: name, ...said })}\n`);
}

/** What a place answers while others change it is a failure of the step, and no more. */
async function attempted(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    say({ keys: [], failed: error.code });
  }
}

const options = await directoryKind.initialise({ path: folder }, never);
const changes = {
  targets: [addressOf('crowd', directoryKind, { options, folder })],
  newTag: () => Promise.resolve(randomBytes(8).toString('hex')),
};

for (let round = 0; round < Number(rounds); round += 1) {
  await attempted(async () => {
    const pushed = [0, 1].map((n) => keys[(Number(number) + 2 * round + n) % keys.length] ?? '');
    const licences = pushed.map((key) => foundLicence(key));
    pc.snapshot = { ...pc.snapshot, licences };
    const { outcomes } = await pushFrom(pc, [], { ...changes, force: true });
    const failed = outcomes[0]?.error?.code ?? null;
    say({ keys: failed === null ? pushed : [], failed });
  });
  await attempted(async () => {
    await syncFrom(pc, [], changes);
  });
  if (round % 2 === 1)
    await attempted(async () => {
      await pruneFrom(pc, [], changes);
    });
}
