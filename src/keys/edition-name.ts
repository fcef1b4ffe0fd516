// The names of editions as people know them, from Microsoft's own (`Core`, `ServerSolution`). They
// differ by generation: the Core of Windows 10 is Home, that of Windows 8 has no name of its own.
// Sources: what Windows shows beside its EditionID; Microsoft Learn on Windows Server and LTSC.

/** The generations of Windows for PCs, those together that name their editions alike. */
export type Generation = 'Vista' | '7' | '8' | '8.1' | '10/11';

type Names = Readonly<Record<string, string>>;

const since10: Names = {
  Core: 'Home',
  CoreN: 'Home N',
  CoreSingleLanguage: 'Home Single Language',
  CoreCountrySpecific: 'Home China',
  Cloud: 'S',
  CloudN: 'S N',
  CloudEdition: 'SE',
  CloudEditionN: 'SE N',
  Professional: 'Pro',
  ProfessionalN: 'Pro N',
  ProfessionalSingleLanguage: 'Pro Single Language',
  ProfessionalCountrySpecific: 'Pro China',
  ProfessionalEducation: 'Pro Education',
  ProfessionalEducationN: 'Pro Education N',
  ProfessionalWorkstation: 'Pro for Workstations',
  ProfessionalWorkstationN: 'Pro N for Workstations',
  Education: 'Education',
  EducationN: 'Education N',
  Enterprise: 'Enterprise',
  EnterpriseN: 'Enterprise N',
  EnterpriseG: 'Enterprise G',
  EnterpriseGN: 'Enterprise G N',
  EnterpriseS: 'Enterprise LTSC',
  EnterpriseSN: 'Enterprise N LTSC',
  IoTEnterprise: 'IoT Enterprise',
  IoTEnterpriseS: 'IoT Enterprise LTSC',
  IoTEnterpriseK: 'IoT Enterprise Subscription',
  IoTEnterpriseSK: 'IoT Enterprise LTSC Subscription',
  ServerRdsh: 'Enterprise multi-session',
  PPIPro: 'Team',
};

const of8: Names = {
  Core: '',
  CoreN: 'N',
  CoreSingleLanguage: 'Single Language',
  CoreCountrySpecific: 'China',
  CoreConnected: 'with Bing',
  CoreConnectedN: 'N with Bing',
  CoreConnectedSingleLanguage: 'Single Language with Bing',
  CoreConnectedCountrySpecific: 'China with Bing',
  CoreARM: 'RT',
  Professional: 'Pro',
  ProfessionalN: 'Pro N',
  ProfessionalStudent: 'Pro Student',
  ProfessionalStudentN: 'Pro Student N',
  ProfessionalWMC: 'Pro with Media Center',
  Enterprise: 'Enterprise',
  EnterpriseN: 'Enterprise N',
};

const servers: Names = {
  ServerStandard: 'Standard',
  ServerDatacenter: 'Datacenter',
  ServerEnterprise: 'Enterprise',
  ServerEnterpriseIA64: 'for Itanium-Based Systems',
  ServerWeb: 'Web',
  ServerHPC: 'HPC',
  ServerSolution: 'Essentials',
  ServerWinFoundation: 'Foundation',
  ServerTurbine: 'Datacenter: Azure Edition',
  ServerStorageStandard: 'Standard',
  ServerStorageWorkgroup: 'Workgroup',
  ServerMultiPointStandard: 'Standard',
  ServerMultiPointPremium: 'Premium',
};

/** Up to Windows 7 the names are Microsoft's own, with blanks: `HomePremiumN`. */
const upTo7 = /^(?:Starter|HomeBasic|HomePremium|Business|Professional|Enterprise|Ultimate)[NE]?$/i;
const trial = /Eval(?=(?:Cor)?$)/i;
/** The same product without a desktop, in its half-yearly releases, or without Hyper-V. */
const serverVariant = /(?:ACor|Cor|V)$/;

/** The generation that a version is of. */
export function generationOf(version: string): Generation {
  const older = (['Vista', '7', '8', '8.1'] as const).find(
    (generation) => generation.toLowerCase() === version.toLowerCase(),
  );
  return older ?? '10/11';
}

/** The name of an edition, `Pro`; empty where it has none of its own, null where it is not known. */
export function nameOfEdition(edition: string, generation: Generation): string | null {
  return nameOf(edition, (full) => {
    if (generation === '10/11') return inNames(since10, full);
    if (generation.startsWith('8')) return inNames(of8, full);
    return upTo7.test(full) ? full.replaceAll(/([a-z])([A-Z])/g, '$1 $2') : null;
  });
}

/** The name of an edition of Windows Server, `Standard`; null where it is not known. */
export function nameOfServerEdition(edition: string): string | null {
  return nameOf(
    edition,
    (full) => inNames(servers, full) ?? inNames(servers, full.replace(serverVariant, '')),
  );
}

/** The edition that people call so, the reverse of {@link nameOfEdition}; null where none or several are. */
export function editionNamed(name: string, generation: Generation): string | null {
  if (generation === '10/11') return onlyOne(since10, name);
  if (generation.startsWith('8')) return onlyOne(of8, name);
  const full = name.replace(/^Pro(?= [NE]$|$)/i, 'Professional').replaceAll(' ', '');
  return upTo7.test(full) ? full : null;
}

/** The same of Windows Server. */
export function serverEditionNamed(name: string): string | null {
  // Two kinds of servers have editions of the same names, and the one for clusters has had two ids.
  const ofAll = Object.entries(servers).filter(([id]) => !/Storage|MultiPoint|HPC/.test(id));
  return onlyOne(Object.fromEntries(ofAll), name);
}

/** By the name, or by Microsoft's own with blanks in it: `Professional Education`. */
function onlyOne(names: Names, wanted: string): string | null {
  const lower = wanted.toLowerCase();
  const joined = lower.replaceAll(' ', '');
  const found = Object.entries(names).filter(
    ([id, name]) => name !== '' && (name.toLowerCase() === lower || id.toLowerCase() === joined),
  );
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

function nameOf(edition: string, find: (full: string) => string | null): string | null {
  const full = edition.replace(trial, '');
  const name = find(full);
  return name === null || full === edition ? name : `${name} (trial)`.trim();
}

/** Microsoft writes some in two ways: `IOTEnterpriseS`. */
function inNames(names: Names, edition: string): string | null {
  const lower = edition.toLowerCase();
  const found = Object.entries(names).find(([name]) => name.toLowerCase() === lower);
  return found?.[1] ?? null;
}
