// Which PC of the household is this? Pure: compares a snapshot with what is known of each PC. A wrong
// "yes" would mix two PCs' licences, so every "same" needs two facts that agree; one alone is a
// question for the owner.
import { isPlaceholderSerial, isPlaceholderUuid } from '../../record/placeholders.js';
import type { RecordContent, Snapshot } from '../../record/schema.js';

/** What a PC is recognised by; a record's content has it all. */
export interface KnownMachine {
  readonly machine: Pick<RecordContent['machine'], 'tag' | 'name' | 'serial' | 'uuid'>;
  readonly os: Pick<RecordContent['os'], 'machineGuid' | 'productId' | 'installedAt'>;
  readonly takenAt: string;
}

/** What the comparison came to. */
export type MachineMatch<Known> =
  | { readonly kind: 'same'; readonly earlier: Known }
  | { readonly kind: 'new' }
  /** One fact agrees and another does not: only the owner can tell. */
  | { readonly kind: 'unsure'; readonly candidates: readonly Known[] };

type Origin = 'this-pc' | 'elsewhere';
type Verdict = 'same' | 'unsure' | 'other';

/**
 * Finds the PC that a snapshot belongs to: of several, the one that agrees in most facts, then the one
 * seen last.
 * @param known one entry for each PC: its newest opened record, or what the state file noted of it.
 */
export function matchMachine<Known extends KnownMachine>(
  snapshot: Snapshot,
  origin: Origin,
  known: readonly Known[],
): MachineMatch<Known> {
  const compared = known.map((earlier) => {
    const facts = compareFacts(snapshot, earlier);
    return { earlier, is: judge(facts, origin), agreeing: agreeingFacts(facts) };
  });
  compared.sort((a, b) => {
    return b.agreeing - a.agreeing || Date.parse(b.earlier.takenAt) - Date.parse(a.earlier.takenAt);
  });
  const same = compared.find((one) => one.is === 'same');
  if (same !== undefined) return { kind: 'same', earlier: same.earlier };
  const unsure = compared.filter((one) => one.is === 'unsure');
  if (unsure.length === 0) return { kind: 'new' };
  return { kind: 'unsure', candidates: unsure.map((one) => one.earlier) };
}

/** For each fact whether it agrees, null where it is not known of both. */
type Facts = Readonly<
  Record<'uuid' | 'serial' | 'name' | 'machineGuid' | 'productId' | 'installedAt', boolean | null>
>;

function compareFacts({ machine, os }: Snapshot, earlier: KnownMachine): Facts {
  return {
    uuid: agree(realUuid(machine.uuid), realUuid(earlier.machine.uuid)),
    serial: agree(realSerial(machine.serial), realSerial(earlier.machine.serial)),
    name: agree(machine.name, earlier.machine.name),
    machineGuid: agree(os.machineGuid, earlier.os.machineGuid),
    productId: agree(os.productId, earlier.os.productId),
    installedAt: agree(os.installedAt, earlier.os.installedAt),
  };
}

function judge(facts: Facts, origin: Origin): Verdict {
  const { uuid, serial, name, machineGuid, productId, installedAt } = facts;
  const onThisPc = origin === 'this-pc';
  if (onThisPc && uuid === true && serial === true) return 'same';
  // One Windows installation has one MachineGuid; clones share it, so name or product id must agree.
  const sameWindows = machineGuid === true && (name === true || productId === true);
  const otherBoard = uuid === false && serial === false;
  if (sameWindows && !otherBoard) return 'same';
  if (machineGuid === true) return 'unsure';
  if (!onThisPc) {
    // An export of part of the registry lacks the MachineGuid; the second of the setup is as good.
    const sameSetup = machineGuid === null && productId === true && installedAt === true;
    return sameSetup && !otherBoard ? 'same' : 'other';
  }
  if (uuid === true || serial === true) return 'unsure';
  const boardUnknown = uuid === null && serial === null;
  return boardUnknown && name === true ? 'unsure' : 'other';
}

function agreeingFacts(facts: Facts): number {
  return Object.values(facts).filter((agrees) => agrees === true).length;
}

/** Whether two facts are the same, without case; null where one of them is not known. */
function agree(a: string | null, b: string | null): boolean | null {
  if (a === null || b === null) return null;
  return a.toLowerCase() === b.toLowerCase();
}

function realUuid(uuid: string | null): string | null {
  return uuid === null || isPlaceholderUuid(uuid) ? null : uuid;
}

function realSerial(serial: string | null): string | null {
  return serial === null || isPlaceholderSerial(serial) ? null : serial;
}
