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
  const [first, ...others] = compared.filter((one) => one.is === 'same');
  if (first !== undefined) {
    // Clones of one image agree alike with a disk that tells no board: which was seen last means nothing.
    const alike = others.filter(
      ({ agreeing, earlier }) =>
        agreeing === first.agreeing && isOtherBoard(earlier, first.earlier),
    );
    if (alike.length === 0) return { kind: 'same', earlier: first.earlier };
    return { kind: 'unsure', candidates: [first, ...alike].map((one) => one.earlier) };
  }
  const unsure = compared.filter((one) => one.is === 'unsure');
  if (unsure.length === 0) return { kind: 'new' };
  return { kind: 'unsure', candidates: unsure.map((one) => one.earlier) };
}

/** For each fact whether it agrees, null where it is not known of both. */
type Facts = Readonly<
  Record<'uuid' | 'serial' | 'name' | 'machineGuid' | 'productId' | 'installedAt', boolean | null>
>;

/**
 * Whether two rows of records are of one PC and one Windows, as a push into two vaults makes them: stricter
 * than the match of a snapshot, since nobody is asked. The board must agree in serial and UUID, or the Windows
 * in MachineGuid, name and the second of its setup.
 */
export function isOnePc(a: KnownMachine, b: KnownMachine): boolean {
  const facts = compareFacts(a, b);
  const { uuid, serial, machineGuid, name, installedAt } = facts;
  if (uuid === true && serial === true) return true;
  if (boardOf(facts) === 'other') return false;
  return machineGuid === true && name === true && installedAt === true;
}

function compareFacts(
  {
    machine,
    os,
  }: Pick<KnownMachine, 'os'> & { readonly machine: Snapshot['machine'] | KnownMachine['machine'] },
  earlier: KnownMachine,
): Facts {
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
  const board = boardOf(facts);
  // One Windows installation has one MachineGuid; clones share it, so name or product id must agree, and
  // where no board tells them apart the name, which is the first thing that is changed on a clone.
  const sameWindows = machineGuid === true && (name === true || productId === true);
  if (sameWindows && (board === 'same' || (board === 'unknown' && name !== false))) return 'same';
  if (machineGuid === true) return 'unsure';
  if (!onThisPc) {
    // An export of part of the registry lacks the MachineGuid; the second of the setup is as good.
    const sameSetup = machineGuid === null && productId === true && installedAt === true;
    if (!sameSetup || board === 'other') return 'other';
    return name === false ? 'unsure' : 'same';
  }
  if (uuid === true || serial === true) return 'unsure';
  return board === 'unknown' && name === true ? 'unsure' : 'other';
}

/** One fact that agrees is enough; one that differs is, where the other is not known. */
function boardOf({ uuid, serial }: Pick<Facts, 'uuid' | 'serial'>): 'same' | 'other' | 'unknown' {
  if (uuid === true || serial === true) return 'same';
  return uuid === false || serial === false ? 'other' : 'unknown';
}

function isOtherBoard({ machine: a }: KnownMachine, { machine: b }: KnownMachine): boolean {
  const uuid = agree(realUuid(a.uuid), realUuid(b.uuid));
  return boardOf({ uuid, serial: agree(realSerial(a.serial), realSerial(b.serial)) }) === 'other';
}

/** Whether it is the Windows of that PC by its MachineGuid, whatever else differs. */
export function isSameInstallation({ os }: Snapshot, known: KnownMachine): boolean {
  return agree(os.machineGuid, known.os.machineGuid) === true;
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
