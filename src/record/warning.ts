// What the user is told although the work went on: a file that is damaged, a place that did not answer.

/** Something that the user should know, though the work went on. Never holds a product key. */
export interface CollectWarning {
  /** Stable, for scripts: `dirty-hive`, `damaged-hive`, `value-unreadable`, ... */
  readonly code: string;
  readonly message: string;
  /** The file, registry path, table or place it is about. */
  readonly location: string;
}
