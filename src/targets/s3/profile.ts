// The two files in which Amazon's own tools keep profiles: ~/.aws/credentials and ~/.aws/config. Only
// plain settings are read. What a profile may also name (a role, a program to run, a metadata service
// to ask) is never followed. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import { readNamedText, whyUnread } from '../../system/named-file.js';
import { type Settings, sectionsOf } from './profile-text.js';
import { TargetError } from '../target.js';

/** One profile; empty where neither file has it. */
export interface S3Profile {
  readonly name: string;
  readonly settings: Settings;
  /**
   * What the profile's `services` section says; null where the profile names none that is there.
   * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
   */
  readonly services: Settings | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The profile that the environment names. AWS_DEFAULT_PROFILE is the command line's older word. */
export function profileNamed(environment: Environment): string {
  return filled(environment['AWS_PROFILE'], environment['AWS_DEFAULT_PROFILE']) ?? 'default';
}

/** The first that is not empty: tools set variables to nothing to unset them. */
export function filled(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}

/**
 * Reads a profile; what `credentials` says goes before what `config` says.
 * @throws TargetError `DENIED` when a file is there but cannot be read.
 */
export async function readProfile(
  name: string,
  surroundings: { readonly environment: Environment; readonly homeFolder: string },
): Promise<S3Profile> {
  const { environment, homeFolder } = surroundings;
  const read = async (variable: string, file: string): ReturnType<typeof readSections> =>
    // eslint-disable-next-line vault/no-foreign-index -- the program's own names
    readSections(fromHome(filled(environment[variable]) ?? `~/.aws/${file}`, homeFolder));
  const [config, credentials] = await Promise.all([
    read('AWS_CONFIG_FILE', 'config'),
    read('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  ]);
  const plain = name === 'default' ? config.get('default') : undefined;
  const settings = new Map([
    ...(config.get(`profile ${name}`) ?? plain ?? []),
    ...(credentials.get(name) ?? []),
  ]);
  const services = config.get(`services ${settings.get('services') ?? ''}`) ?? null;
  return { name, settings, services };
}

/** The tools take `~` at the beginning of these variables for the home folder. */
function fromHome(path: string, homeFolder: string): string {
  return /^~[\\/]/.test(path) ? join(homeFolder, path.slice(2)) : path;
}

async function readSections(file: string): Promise<ReadonlyMap<string, Settings>> {
  try {
    return sectionsOf(await readNamedText(file));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Map();
    throw new TargetError('DENIED', `the file ${file} with the access key cannot be read`, {
      hint: `Let your user read it (${whyUnread(error)}), or take the access key from another source.`,
      cause: error,
    });
  }
}
