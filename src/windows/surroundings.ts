// What lies beside a Windows and says more of its keys: which editions its key groups are of, the answer
// files of Setup, and the Windows that were here before. How it is found is a collector's business.
import type { HeldKey } from '../keys/held-key.js';
import type { Warning } from '../record/warning.js';
import type { Registry } from '../registry/registry.js';
import { type KeyConfigurations, noConfigurations } from './pkeyconfig/key-configurations.js';

/** A key in a file for Setup. */
export interface Answer {
  readonly path: string;
  readonly held: HeldKey;
}

/** A Windows that was here before. */
export interface EarlierWindows {
  /** Its Windows folder. */
  readonly windows: string;
  readonly registry: Registry;
  readonly configurations: KeyConfigurations;
}

/** What was found beside a Windows. The registries are read from open hives. */
export interface Surroundings {
  readonly configurations: KeyConfigurations;
  readonly answers: readonly Answer[];
  readonly earlier: readonly EarlierWindows[];
  readonly warnings: readonly Warning[];
}

/** Of a Windows that nothing is beside. */
export const noSurroundings: Surroundings = {
  configurations: noConfigurations,
  answers: [],
  earlier: [],
  warnings: [],
};
