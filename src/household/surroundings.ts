// What this PC is to the program, for `vault doctor`: versions, native parts, the config.
import { VaultError } from '../errors.js';
import type { Surroundings } from '../report/findings.js';
import { hasOwnPart } from '../system/own-part.js';
import type { Config } from './config.js';
import { tool } from './version.js';

/** The native parts, and what each is for. Those for Windows alone are not missed elsewhere. */
const parts = [
  { name: 'keytar', for: 'the credential store', isForAll: true },
  { name: 'koffi', for: 'the firmware and volumes of Windows', isForAll: false },
  { name: 'native-reg', for: 'the registry of this PC', isForAll: false },
] as const;

/** Looks around; nothing is written. */
export function surroundingsOf(
  config: Config,
  configPath: string,
  platform: NodeJS.Platform = process.platform,
): Omit<Surroundings, 'schedule'> {
  const { entries, fault } = config;
  return {
    version: tool.version,
    node: process.versions.node,
    parts: parts
      .filter(({ isForAll }) => isForAll || platform === 'win32')
      .map(({ name, for: purpose }) => ({ name, for: purpose, isThere: hasOwnPart(name) })),
    configPath,
    configFault: fault,
    entryFaults: entries.flatMap(({ name, entry }) =>
      entry instanceof VaultError ? [{ name, error: entry }] : [],
    ),
    places: entries.length,
  };
}
