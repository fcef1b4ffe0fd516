// The names of Windows as people know them. The registry of Windows 11 still says "Windows 10", and
// editions have other names on the box (`Home`) than in the registry (`Core`).

/** The first build of Windows 11. */
const firstBuildOfWindows11 = 22000;

const editionNames: Readonly<Record<string, string>> = {
  Core: 'Home',
  CoreN: 'Home N',
  CoreSingleLanguage: 'Home Single Language',
  CoreCountrySpecific: 'Home China',
  Professional: 'Pro',
  ProfessionalN: 'Pro N',
  ProfessionalEducation: 'Pro Education',
  ProfessionalEducationN: 'Pro Education N',
  ProfessionalWorkstation: 'Pro for Workstations',
  ProfessionalWorkstationN: 'Pro N for Workstations',
  Education: 'Education',
  EducationN: 'Education N',
  Enterprise: 'Enterprise',
  EnterpriseN: 'Enterprise N',
  EnterpriseS: 'Enterprise LTSC',
  EnterpriseSN: 'Enterprise N LTSC',
  IoTEnterprise: 'IoT Enterprise',
  IoTEnterpriseS: 'IoT Enterprise LTSC',
};

/** The name for a Windows whose key is known but not its edition. */
export const unknownWindows = 'Windows (edition unknown)';

/**
 * The name of an installation: `Windows 11 Pro`.
 * @param productName as the registry has it, null where it has none.
 * @param build the number of the build, null where unknown.
 */
export function windowsName(productName: string | null, build: number | null): string {
  const isWindows11 = build !== null && build >= firstBuildOfWindows11;
  if (productName === null) return isWindows11 ? 'Windows 11' : 'Windows';
  const name = productName.replaceAll(/\((?:TM|R)\)|[™®]/gi, '').replaceAll(/ {2,}/g, ' ');
  const short = name.replace(/^Microsoft (?=Windows)/, '').trim();
  return isWindows11 ? short.replace(/^Windows 10\b/, 'Windows 11') : short;
}

/**
 * The name of an edition other than the one installed: `Windows 10/11 Home`.
 * @param installed the name of the installation that the key was found in.
 */
export function windowsNameOfEdition(edition: string, installed: string): string {
  const name = editionNames[edition];
  if (name === undefined) return `Windows (edition ${edition})`;
  return /^Windows 1[01]\b/.test(installed) ? `Windows 10/11 ${name}` : `Windows ${name}`;
}

/**
 * The name of the Windows that a pkeyconfig file describes: `Windows 10/11 Home` for `Win 10 RTM Core
 * OEM:DM`. Its text says Windows 10 where Windows 11 is meant too.
 */
export function windowsNameOfDescription(description: string, edition: string): string {
  const [, generation] = /^Win(?:dows)? ?(10|11|8\.1|8|7|Vista)\b/i.exec(description) ?? [];
  const name = editionNames[edition];
  if (generation === undefined) return description;
  const windows = /^1[01]$/.test(generation) ? 'Windows 10/11' : `Windows ${generation}`;
  return `${windows} ${name ?? description.replace(/^\S+(?: ?(?:10|11|8\.1|8|7|Vista))? */i, '')}`;
}
