// The PCs that an import tells of, and what of it goes to which PC of the vault.
import type { Collection, Finding } from '../../collect/collector.js';
import { VaultError, hint } from '../../errors.js';
import type { Snapshot } from '../../record/schema.js';
import { knownLicence } from '../../windows/known-pc.js';
import type { UnlockedVault } from '../opening/unlock.js';
import type { VaultEffects } from '../run.js';
import type { Addition } from './additions.js';
import { type AddressedPc, addressPc, contentOf, pcName } from './addressed-pc.js';

/** What goes into the record of one PC. */
export interface GatheredAdditions {
  readonly pc: AddressedPc;
  readonly additions: readonly Addition[];
  /** What of the file they are from. */
  readonly snapshots: readonly Snapshot[];
}

/**
 * All PCs of the file, or of several the one that was named.
 * @throws VaultError `USAGE` where the file tells of several PCs and none has the name.
 */
export function snapshotsOf({ findings }: Collection, machine: string | null): readonly Finding[] {
  if (machine === null || findings.length < 2) return findings;
  const named = findings.filter(
    ({ snapshot }) => snapshot.machine.name?.toLowerCase() === machine.toLowerCase(),
  );
  if (named.length > 0) return named;
  const names = findings.map(({ snapshot }) => snapshot.machine.name ?? 'one without a name');
  throw new VaultError('USAGE', `the file tells of ${names.length} PCs, none of that name`, {
    hint: hint`Leave out ${{ tell: 'machine' }} to import all of them, or name one: ${names.slice(0, 10).join(', ')}`,
  });
}

/** The additions by PC: what the file says of one PC twice goes into one record. */
export async function additionsByPc(
  snapshots: readonly Snapshot[],
  {
    vault,
    machine,
    effects,
  }: {
    readonly vault: UnlockedVault;
    readonly machine: string | null;
    readonly effects: Pick<VaultEffects, 'newTag'>;
  },
): Promise<GatheredAdditions[]> {
  const byTag = new Map<
    string,
    { pc: AddressedPc; additions: Addition[]; snapshots: Snapshot[] }
  >();
  for (const snapshot of snapshots) {
    const { newTag } = effects;
    const name = machine ?? snapshot.machine.name;
    const again = newPcNamed(name, [...byTag.values()]);
    const pc = again ?? (await addressPc(vault, name, { newTag, snapshot }));
    const { tag } = pcName(pc);
    const gathered = byTag.get(tag) ?? { pc, additions: [], snapshots: [] };
    byTag.set(tag, gathered);
    gathered.snapshots.push(snapshot);
    const known = contentOf(pc);
    gathered.additions.push(...snapshot.licences.map((licence) => knownLicence(licence, known)));
  }
  return [...byTag.values()];
}

/** A PC that is new to the vault has no tag yet that would tell that it was named before. */
function newPcNamed(
  name: string | null,
  gathered: readonly GatheredAdditions[],
): AddressedPc | undefined {
  const wanted = name?.toLowerCase();
  return gathered.find(({ pc }) => pc.kind === 'new' && pc.name.toLowerCase() === wanted)?.pc;
}
