// A volume: where files lie, be it a drive letter, a mount or a partition. The one notion of it for the
// search for disks and for the places of backups.

/** One volume. Nothing of it has been read yet. */
export interface Volume {
  /** Its topmost folder (`F:\`, `/media/anna/STICK`); null for a partition that nothing has mounted. */
  readonly root: string | null;
  /** What its first sector can be read from (`/dev/sdb1`, `\\.\F:`); null where there is no such thing. */
  readonly device: string | null;
  /** `ext4`, `exfat`, `tmpfs`, ...; null where the system does not tell. */
  readonly type: string | null;
  /** What it is called on the screen. */
  readonly name: string;
}

/** A volume whose files can be reached. */
export interface MountedVolume extends Volume {
  readonly root: string;
}

/** Where to look for a Windows. */
export interface AttachedVolumes {
  readonly volumes: readonly Volume[];
  /** Why those without a drive letter are not among them; null where they are, or where none is so. */
  readonly unlisted: string | null;
}
