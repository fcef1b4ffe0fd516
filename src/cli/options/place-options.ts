// Where a command works: the flag that names its places, and the flags of a bucket that go with it. One list
// for every command, so that a bucket which one reaches is reached by all.
import type { Command } from 'commander';
import { repeated } from '../command.js';
import { type BucketFlags, addBucketOptions } from './s3-options.js';

/** The flags of a command that stores. */
export interface ToFlags extends BucketFlags {
  readonly to: readonly string[];
}

/** The flags of a command that reads what is stored. */
export interface FromFlags extends BucketFlags {
  readonly from: readonly string[];
}

/** Adds `--to` or `--from`, and what says how a bucket is reached that is named there. */
export function addPlaceOptions(command: Command, flag: 'to' | 'from'): Command {
  command.option(
    `--${flag} <place>`,
    'a place of the config, a folder, credential-store or s3://bucket/prefix; repeatable',
    repeated,
    [],
  );
  return addBucketOptions(command);
}
