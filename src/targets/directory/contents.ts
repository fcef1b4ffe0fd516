// What a folder without a marker holds: nothing, backups (a copy made by hand, or a marker that was
// deleted), or other people's files. What systems and sync programs put everywhere counts as nothing.
import { hint } from '../../errors.js';
import { join } from 'node:path';
import { leftoverOf } from '../../system/durable-write.js';
import { pageName, portableNames } from '../../system/program-files.js';
import type { FolderEntry } from './file-system.js';
import { markerName } from './marker.js';
import { readmeName } from './readme.js';
import { TargetError } from '../target.js';

/** The form of a PC's folder: its tag. */
export const tagPattern = /^[0-9a-f]{16}$/;

/** The name that is proposed for a folder of the backups' own. */
const proposedName = 'product-key-vault';

/** Compared without case. */
const litter: readonly RegExp[] = [
  // Windows
  /^(system volume information|\$recycle\.bin|recycler|recycled|desktop\.ini|thumbs\.db)$/,
  /^(found\.\d{3}|indexervolumeguid|autorun\.inf)$/,
  // macOS
  /^(\._.*|\.ds_store|\.trashes|\.spotlight-v100|\.fseventsd|\.temporaryitems)$/,
  /^(\.documentrevisions-v100|\.apdisk|\.volumeicon\.icns)$/,
  // Linux and Android
  /^(lost\+found|\.trash(-\d+)?|\.directory|lost\.dir|\.android_secure)$/,
  // network stores and sync programs
  /^(@eadir|#recycle|#snapshot|@recycle|\.@__thumb|\.dropbox(\.cache)?)$/,
  /^(\.stfolder|\.stignore|\.stversions|\.sync|\.(own|next)cloudsync\.log)$/,
  /^\.sync_[0-9a-f]+\.db(-shm|-wal)?$/,
];

/** What the entries of a folder amount to. */
export function judgeContents(entries: readonly FolderEntry[]): 'empty' | 'backups' | 'other' {
  if (!entries.every((entry) => isOwn(entry) || isLitter(entry.name))) return 'other';
  return holdsBackups(entries) ? 'backups' : 'empty';
}

/** Whether a PC's folder is among them. */
export function holdsBackups(entries: readonly FolderEntry[]): boolean {
  return entries.some(isTagFolder);
}

/** What is said of a folder with backups that has no marker. */
export const lostMarker = `its file ${markerName}, which it is known by, is missing or damaged`;

/** The beginning of the name of a file that only tries whether one can be made. */
export const probeName = 'probe';

/** Whether a killed run of this program left it in the topmost folder of a place. */
export function isOwnLeftover(name: string): boolean {
  return [markerName, readmeName, pageName, probeName].includes(leftoverOf(name) ?? '');
}

function isOwn(entry: FolderEntry): boolean {
  const { name, kind } = entry;
  if (kind === 'folder') return isTagFolder(entry) || isOfKit(leftoverOf(name) ?? name);
  return name === markerName || name === readmeName || name === pageName || isOwnLeftover(name);
}

/** A portable folder that `vault kit` put there. */
function isOfKit(name: string): boolean {
  return portableNames.some((portable) => portable === name);
}

function isTagFolder({ name, kind }: FolderEntry): boolean {
  return kind === 'folder' && tagPattern.test(name);
}

function isLitter(name: string): boolean {
  const lowerCase = name.toLowerCase();
  return litter.some((pattern) => pattern.test(lowerCase));
}

/** Why a folder without a marker cannot be used as it is, and what to do about it. */
export function unmarkedFolder(folder: string, entries: readonly FolderEntry[]): TargetError {
  const contents = judgeContents(entries);
  if (contents === 'other' && holdsBackups(entries)) {
    const message = `the folder ${folder} holds backups among other files, and its file ${markerName} is missing or damaged`;
    return new TargetError('WRONG_TARGET', message, {
      hint: hint`They can be read: ${{ do: 'pull', told: { from: folder } }}. To store there, move the other files out of the folder, then: ${{ do: 'target-add', given: ['NAME', folder] }}`,
    });
  }
  if (contents === 'other') {
    const inside = join(folder, proposedName);
    const isThere = entries.some(({ name, kind }) => kind === 'folder' && name === proposedName);
    return new TargetError('WRONG_TARGET', `the folder ${folder} holds other files, no backups`, {
      hint: isThere
        ? `Name the folder inside it: ${inside}`
        : `To make backups there, name a new folder inside it: ${inside}`,
    });
  }
  if (contents === 'backups') {
    const message = `the folder ${folder} holds backups, but its file ${markerName} is missing or damaged`;
    return new TargetError('WRONG_TARGET', message, {
      hint: hint`To use the folder again as a place: ${{ do: 'target-add', given: ['NAME', folder] }}`,
    });
  }
  return new TargetError('WRONG_TARGET', `the folder ${folder} is empty and was never set up`, {
    hint: hint`Look whether the right stick or disk is plugged in. To make backups there: ${{ do: 'push', told: { to: folder } }}`,
  });
}
