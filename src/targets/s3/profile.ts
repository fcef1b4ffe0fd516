// The two files in which Amazon's own tools keep profiles: ~/.aws/credentials and ~/.aws/config. Only
// plain settings are read. What a profile may also name (a role, a program to run, a metadata service
// to ask) is never followed. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import { TargetError } from '../target.js';

/** The settings of one profile, by lower-case name; empty where neither file has it. */
export type S3Profile = ReadonlyMap<string, string>;

/**
 * Reads a profile; what `credentials` says goes before what `config` says.
 * @throws TargetError `DENIED` when a file is there but cannot be read.
 */
export async function readProfile(
  name: string,
  surroundings: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly homeFolder: string;
  },
): Promise<S3Profile> {
  const { environment, homeFolder } = surroundings;
  const inHome = (file: string): string => join(homeFolder, '.aws', file);
  const config = environment['AWS_CONFIG_FILE'] ?? inHome('config');
  const credentials = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? inHome('credentials');
  const [fromConfig, fromCredentials] = await Promise.all([textOf(config), textOf(credentials)]);
  const section = name === 'default' ? ['default', 'profile default'] : [`profile ${name}`];
  return new Map([
    ...section.flatMap((title) => [...settingsOf(fromConfig, title)]),
    ...settingsOf(fromCredentials, name),
  ]);
}

/** The settings of one section of such a file; lines that are no setting are passed over. */
export function settingsOf(text: string, section: string): Map<string, string> {
  const settings = new Map<string, string>();
  let isWithin = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const title = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line)?.[1];
    if (title !== undefined) isWithin = title.replace(/\s+/g, ' ') === section;
    // An indented line belongs to a nested setting above it.
    const [, name, value] = /^([^\s#;=][^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (title !== undefined || !isWithin || name === undefined || value === undefined) continue;
    settings.set(name.toLowerCase(), value.replace(/\s[#;].*$/, '').trim());
  }
  return settings;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    if (code === undefined) throw error;
    throw new TargetError('DENIED', `the file ${file} with the access key cannot be read`, {
      hint: `Let your user read it (${code}), or take the access key from another source.`,
      cause: error,
    });
  }
}
