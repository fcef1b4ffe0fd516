// What the user is told although the work went on: a file that is damaged, a place that did not answer.
// The closed table of what there is to be told, and the one way to make a warning, which masks every
// product key in it. docs/warnings.md and the JSON Schemas are tested against the table.
import { type Hint, maskHint } from '../errors.js';
import { maskKeys } from '../text/key-mask.js';

/**
 * Every warning code, what it means and what to do about it, below the page of docs/ that says more. The
 * codes are stable: scripts depend on them.
 */
export const warningTable = {
  'sources/this-pc.md': {
    'activation-unknown':
      'Windows did not say whether it is activated: it took too long, or it has no licensing service. The keys are found all the same.',
    'firmware-checksum':
      "The checksum of the firmware's table is wrong, so its key may be too: compare it with the sticker.",
    'firmware-denied':
      'On Linux only root may read this part of the firmware: start the program with sudo.',
    'firmware-unavailable':
      'The part of the program that reads the firmware is not installed: install the program again with its optional packages.',
    'firmware-unreadable':
      'A table of the firmware is damaged, or cannot be read: look for the key on the sticker.',
    'registry-refused':
      'Windows does not show one key of the registry: start the program as administrator.',
    'registry-unavailable':
      "The part of the program that reads the registry cannot be loaded, so only the firmware's key was found: do what the message says.",
  },
  'sources/msdm-table.md': {
    'firmware-empty': "The firmware's table holds no product key: its maker left it empty.",
  },
  'sources/external-disks.md': {
    'bitlocker-locked': 'A disk is locked by BitLocker: unlock it, then try again.',
    'disk-not-mounted': 'A partition may hold a Windows, but is not mounted: mount it read-only.',
    'disk-unreadable':
      'A disk holds a Windows that is broken, or that may not be read: the message says what to do.',
    'disks-refused':
      'Some disks may only be looked at by root or an administrator: start the program that way to search them too.',
    'no-windows-found': 'No attached disk holds a Windows, or setup media with a key in it.',
    'volume-silent':
      'A disk did not answer in time: it may be failing, or be in a network that is gone.',
    'volume-unreadable':
      'The system cannot read a disk, or not for you: the reason is in the message.',
    'volumes-unlisted':
      'The part of the program that lists disks is not installed, so only drive letters were looked at.',
  },
  'sources/windows-disk.md': {
    'answer-file-unreadable':
      'A file for Windows Setup that may hold a key cannot be read, or is not such a file.',
    'damaged-hive':
      'A registry file is damaged: what could be read of it was. A copy of the disk may give more.',
    'dirty-hive':
      'A registry file was not written to its end, and its logs do not help: the newest changes may be missing.',
    'fast-start':
      'This Windows was shut down with fast start, or hibernated: its newest changes may be missing. Start it, then shut it down with Shift held down.',
    'folder-unreadable': 'A folder cannot be read: the others were.',
    hibernated:
      'This Windows is hibernated: its newest changes may be missing. Start it and shut it down first if you can.',
    'hibernation-unknown': 'It is not known whether this Windows was fully shut down.',
    'hive-missing': 'A registry file is not there: the message says what is not known without it.',
    'hive-unreadable':
      'A registry file cannot be opened: the message says what is not known without it.',
    'link-not-followed':
      'A link leads out of the disk, or nowhere: it is left alone, so that no other disk is read by mistake.',
    'log-refused': 'A log of a registry file does not belong to it, or is damaged: it is left out.',
    'pkeyconfig-unusable':
      'A file with the names of editions cannot be used, so the edition of some keys may not be known.',
    'too-many-keys':
      'A place holds more keys than any real one does: only the first ones were read.',
    'too-many-users': 'There are too many users: the programs of the first ones were looked at.',
    'too-many-values':
      'A registry key holds more values than any real one does: only the first ones were read.',
    'value-damaged':
      'The checksum of a value is wrong, so the key in it may be too: compare it with the sticker.',
    'value-unreadable': 'A value of the registry is cut off or broken: it is left out.',
  },
  'sources/products.md': {
    'products-left-out':
      'Parts of the list of products make no sense and are left out: check the list.',
  },
  'sources/imports.md': {
    'mail-part-unread':
      'A part of an e-mail is in a charset that cannot be read: open it in your mail program, and add a key that stands there by hand.',
    'near-key':
      'A text holds what looks like a product key, but is mistyped or misread: the message says where, and what it likely is. Look at the original, and add the key by hand.',
    'near-keys-left-out': 'A text holds many of them: only the first ones are named.',
  },
  'cli.md': {
    'backup-not-opened': 'A backup does not open: the message says why. The others are used.',
    'backup-unusable':
      'The copy of a backup in one place is damaged or cannot be read: the copy of another place is used.',
    cloned:
      'This Windows has backups already as that of another PC: a clone of one image, or the same PC with another board or name. It is kept as a PC of its own. To keep it with the other, push at a terminal, where you are asked.',
    'config-unused':
      'The config cannot be read, or is of a newer version. It was not needed, since every place was named; mend it before the next command without names.',
    'change-unfinished':
      'A change of the passphrase was interrupted on this PC: what was not sealed again yet opens with the earlier passphrase, the rest with the new one. `vault passphrase change` with both ends it.',
    'date-ahead':
      'The newest backup of a PC is dated more than a day from now: a clock was set wrong, then or now. It still counts as the newest, and with the right clock the next push tells the right date.',
    'forgotten-there':
      'A place still holds backups of a PC that `vault forget` removed elsewhere, as one that was away does: a sync leaves them there and copies them nowhere. To remove them there, too, forget the PC again.',
    'not-forgotten':
      'A backup of the PC does not open, so it was not removed: it is under another passphrase, or damaged.',
    forked:
      'Two backups follow the same earlier one: the PC was cloned, or reinstalled while a place was away. The keys of both are kept.',
    'pc-twice':
      'A PC has two rows of backups, since it pushed into two vaults before they became one: its own next push carries on both as one.',
    'newest-not-opened':
      'The newest backup of a PC does not open, an older one does: what is shown is of that one, and the exit status is 6. Look for a whole copy in another place.',
    'kit-not-renewed':
      'The backups are stored, but the page RESTORE.html beside them could not be brought up to date: it still shows what was there before, and opens with the passphrase of then. The next push tries again; `vault kit` does so at once.',
    'kit-other-program':
      'A portable folder of the kit holds another build of the program than the one that runs, most likely an older one; it goes along, or stays, all the same. Unpack the one of this version (in a clone: `npm run build:portable`) and make the kit again with `--portable`.',
    'kit-page-cut':
      'A place holds backups of more PCs, or larger ones, than the page RESTORE.html takes: the message counts what is not in it. They lie beside it, and the program gives them back.',
    'key-not-kept':
      'The passphrase was changed, and the key that this PC remembers could not be replaced: the passphrase is asked for again.',
    'not-brought-over':
      'A place still holds backups under an earlier passphrase that were not sealed with the one of now: they stay as they were, and the next push or sync tries again.',
    'older-newest':
      'The newest backup in these places is older than one that this PC stored before: connect the place that is away.',
    'older-not-removed':
      "The backup is stored, but an older one that it replaces could not be removed from this PC's credential store.",
    'mark-lost':
      'The file product-key-vault.json of a folder is missing or damaged. Its backups are yours: a push puts the file back.',
    'place-emptied':
      'A place held backups of yours before and holds none now, and --force was given: they are stored there again.',
    'place-left-out':
      'A place holds or asks for more than any household needs, so not all of it was tried: look into the place.',
    'place-made-anew':
      'A place of yours used to be in this folder and is not there now, so a new one is made in it: look whether the stick is plugged in, or the disk mounted.',
    'place-moved':
      'A folder is at another path than the config says, under another drive letter or mount, and is used there.',
    'place-not-noted':
      'The backup is stored, but the place did not say which one it is: the next push asks it again.',
    'place-not-reached':
      'A place did not answer, so it may hold newer backups: connect it and try again.',
    'recovery-code-void':
      "Two PCs that did not see each other's backups each made a recovery code: one of the codes opens no newer backup. `vault recovery check` tells which is right; cross out the other.",
    'source-failed':
      'One of several sources cannot be read: the message says why. The others were read, and the exit status is 3.',
    'place-unusual':
      'The backups do not lie there as the program keeps them (one file, a copied folder, renamed copies): they are read all the same. To store there, set it up as a place.',
    'same-place':
      'Two of the places are one, by two names: one copy lies there. Leave one of the names out.',
    'perhaps-same-place':
      'Two buckets with one name at two addresses hold the same, and the server tells nothing else: they may be one. Leave one of the names out, unless you know them for two.',
    'copied-place':
      'Two places have the same id: one was copied from the other. Both are written to; to tell them apart, delete the file product-key-vault.json of one and set that up again.',
    'state-set-aside':
      'What the program notes on this PC is damaged, cannot be read, or is of a newer version: the backups tell it again. The file is kept beside the new one, with .unusable behind its name.',
    'state-not-saved':
      'The backup is stored, but what the program notes about it is not: the next push takes longer.',
    'unseen-in-passphrase':
      'The new passphrase begins or ends with a blank, or holds characters that nobody sees: where that was not meant, start again in an empty place.',
    'weak-passphrase':
      'The new passphrase could be guessed by whoever finds the backup: start again in an empty place with a better one.',
    'two-vaults':
      'Another PC made its first backup in the same place at the same moment: with one passphrase the next push makes them one; with two, keep both.',
  },
} as const satisfies Record<string, Record<string, string>>;

type Pages = typeof warningTable;

/** The closed set of warning codes. */
export type WarningCode = { [Page in keyof Pages]: keyof Pages[Page] }[keyof Pages];

/** All of them, in the order of the table. */
export const warningCodes = Object.values(warningTable).flatMap(Object.keys) as WarningCode[];

/** A private member that only the type has: no object literal is a warning, nor a copy of one. */
declare class Made {
  private readonly made: true;
}

/** Something that the user should know, though the work went on. It never holds a product key. */
export interface Warning extends Made {
  readonly code: WarningCode;
  readonly message: string;
  /** The file, registry path, table or place that it is about. */
  readonly location: string;
  /** What to do about it, where that names a next step. */
  readonly hint?: Hint | undefined;
}

/** The only way to make a warning: all product keys in it are masked but for their ends. */
export function warning(
  code: WarningCode,
  message: string,
  location: string,
  { hint }: { readonly hint?: Hint | undefined } = {},
): Warning {
  const masked = { code, message: maskKeys(message), location: maskKeys(location) };
  const made = hint === undefined ? masked : { ...masked, hint: maskHint(hint) };
  return made as unknown as Warning;
}
