// Which PC the owner means when a key is added: one of the vault, by its name or tag, or a new one.
import { VaultError, hint } from '../../errors.js';
import type { RecordContent, Snapshot } from '../../record/schema.js';
import type { UnlockedVault } from '../opening/unlock.js';
import type { PcName, VaultEffects } from '../run.js';
import { isCalled, typedNames } from './pc-names.js';

/** The PC that a key belongs to: one of the vault, or a new one that has only a name. */
export type AddressedPc =
  | { readonly kind: 'known'; readonly content: RecordContent }
  | {
      readonly kind: 'new';
      readonly name: string;
      readonly tag: string;
      /** What else is known of it; its licences are not taken from here. */
      readonly snapshot?: Snapshot;
    };

/**
 * The PC of this name or tag, a new one where there is none; without a name the only PC there is.
 * @param options.snapshot what is known of a new PC besides its name.
 * @throws VaultError `USAGE` when it cannot be told which PC is meant.
 */
export async function addressPc(
  vault: UnlockedVault,
  name: string | null,
  { newTag, snapshot }: Pick<VaultEffects, 'newTag'> & { readonly snapshot?: Snapshot },
): Promise<AddressedPc> {
  const content = findPc(vault, name);
  if (content !== null) return { kind: 'known', content };
  if (name !== null) {
    const tag = await newTag();
    return { kind: 'new', name, tag, ...(snapshot === undefined ? {} : { snapshot }) };
  }
  throw new VaultError('USAGE', 'there is no PC yet that the key could belong to', {
    hint: hint`Give the PC a name: ${{ tell: 'machine', value: '"Old laptop"' }}`,
  });
}

/** The PC of this name or tag; without a name the only one there is. @throws VaultError `USAGE` */
export function addressKnownPc(vault: UnlockedVault, name: string | null): RecordContent {
  const content = findPc(vault, name);
  if (content !== null) return content;
  const names = typedNames(vault.newest.map(({ content: { machine } }) => machine));
  if (name === null) {
    throw new VaultError('USAGE', 'there are backups of several PCs: which one is meant?', {
      hint: hint`Name one of ${names.join(', ')}: ${{ tell: 'machine', value: 'NAME' }}`,
    });
  }
  throw new VaultError('USAGE', `there is no backup of a PC named ${name}`, {
    hint: `There are backups of: ${names.join(', ')}.`,
  });
}

/** What the vault knows of the PC; null of a new one. */
export function contentOf(pc: AddressedPc): RecordContent | null {
  return pc.kind === 'known' ? pc.content : null;
}

/** The PC as the owner is told of it. */
export function pcName(pc: AddressedPc): PcName {
  if (pc.kind === 'new') return { name: pc.name, tag: pc.tag };
  const { name, tag } = pc.content.machine;
  return { name, tag };
}

/** The PC of this name or tag among the newest records; with no name the only one there is. */
function findPc({ newest }: UnlockedVault, name: string | null): RecordContent | null {
  const contents = newest.map((record) => record.content);
  const matching = contents.filter(({ machine }) => name === null || isCalled(machine, name));
  if (matching.length < 2) return matching[0] ?? null;
  const names = matching.map(({ machine }) => `${machine.name ?? 'unnamed'} [${machine.tag}]`);
  throw new VaultError('USAGE', 'which PC does the key belong to?', {
    hint: hint`Name it with ${{ tell: 'machine' }}, by its name or the tag in brackets: ${names.join(', ')}`,
  });
}
