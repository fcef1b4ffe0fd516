// What this PC is to the program, for `vault doctor`: versions, native parts, the config.
import { VaultError, systemCode } from '../errors.js';
import type { PartFault, Surroundings } from '../report/findings.js';
import { loadOwnPart } from '../system/own-part.js';
import { credentialStoreError } from '../targets/credential-store/errors.js';
import type { Config } from './config.js';
import { tool } from './version.js';

/** For which system it is looked, and how a part is loaded; both have a usual value. */
export interface LookingAround {
  readonly platform?: NodeJS.Platform;
  readonly load?: typeof loadOwnPart;
}

/** A native part, and what it is for. */
interface Part {
  readonly name: string;
  readonly for: string;
  /** The packages that it loads itself. */
  readonly needs: readonly string[];
  /** Its binary, where the part does not say itself why that cannot be loaded. */
  readonly binary?: string;
}

/** Those that belong to the system: none is missed elsewhere. */
function partsOf(platform: NodeJS.Platform): readonly Part[] {
  const system = `${platform}-${process.arch}`;
  const binary = `keytar/prebuilds/${system}/keytar.node`;
  const keytar = { name: 'keytar', for: 'the credential store', needs: [], binary };
  if (platform !== 'win32') return [keytar];
  const koffi = { name: 'koffi', for: 'the firmware and volumes of Windows' };
  const registry = { name: 'native-reg', for: 'the registry of this PC' };
  return [
    keytar,
    { ...koffi, needs: [`@koromix/koffi-${system}`] },
    { ...registry, needs: ['node-gyp-build'] },
  ];
}

/** Looks around; nothing is written. Each native part is loaded. */
export async function surroundingsOf(
  { entries, fault }: Config,
  configPath: string,
  { platform = process.platform, load = loadOwnPart }: LookingAround = {},
): Promise<Omit<Surroundings, 'schedule'>> {
  const parts = partsOf(platform).map(async (part) => {
    return { name: part.name, for: part.for, fault: await faultOf(part, load) };
  });
  return {
    version: tool.version,
    node: process.versions.node,
    parts: await Promise.all(parts),
    configPath,
    configFault: fault,
    entryFaults: entries.flatMap(({ name, entry }) =>
      entry instanceof VaultError ? [{ name, error: entry }] : [],
    ),
    places: entries.length,
  };
}

async function faultOf(part: Part, load: typeof loadOwnPart): Promise<PartFault | null> {
  const thrown = await thrownBy(() => load(part.name, { needs: part.needs }));
  if (thrown === null) return null;
  if (systemCode(thrown) === 'ERR_MODULE_NOT_FOUND')
    return { message: 'it is not installed', hint: installAgain };
  const { binary } = part;
  const closer =
    binary === undefined ? null : await thrownBy(() => load(part.name, { file: binary }));
  const [said = ''] = messageOf(closer ?? thrown).split('\n');
  const message = `it is installed, but cannot be loaded: ${said}`;
  // Of the library that keytar needs it is known where systems have it.
  const known = part.name === 'keytar' ? credentialStoreError(said) : null;
  const isKnown = known !== null && !known.message.includes(said);
  return { message, hint: isKnown ? (known.hint ?? installAgain) : installAgain };
}

const installAgain =
  'Install the program again, by the Node that runs it and without leaving out optional packages (npm install).';

async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (error) {
    return error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
