// The facts of a Windows installation, from the registry: its name, edition, build, when it was
// installed and for whom. What is missing or makes no sense is null.
import { formatTime } from '../record/time.js';
import type { OperatingSystem } from '../record/schema.js';
import { windowsName } from '../keys/product-name.js';
import { dateFromFiletime } from '../registry/filetime.js';
import type { Registry, RegistryKey } from '../registry/registry.js';
import { dwordOf, qwordOf, textOf } from '../registry/registry-data.js';
import { currentVersionPath, currentVersionPathOf9x } from './windows-places.js';

const cryptographyPath = 'Microsoft\\Cryptography';

/** The registry keys below SOFTWARE that this file reads. */
export const operatingSystemPaths = [
  currentVersionPath,
  currentVersionPathOf9x,
  cryptographyPath,
] as const;

/** The facts of the installation that the registry belongs to. */
export function readOperatingSystem(registry: Registry): OperatingSystem {
  const current = currentVersion(registry.software);
  const build = buildNumber(current);
  const revision = dwordOf(current, 'UBR');
  return {
    productName: installationName(current),
    edition: textOf(current, 'EditionID'),
    build: build === null ? null : `${build}${revision === null ? '' : `.${revision}`}`,
    version: versionOf(current),
    installedAt: installedAt(current),
    registeredOwner: textOf(current, 'RegisteredOwner'),
    machineGuid: textOf(registry.software?.subkey(cryptographyPath) ?? null, 'MachineGuid'),
    productId: textOf(current, 'ProductId'),
  };
}

/** The key that describes the installation: Windows 95, 98 and ME have another, and none of NT's facts. */
function currentVersion(software: RegistryKey | null): RegistryKey | null {
  const current = software?.subkey(currentVersionPath) ?? null;
  const of9x = software?.subkey(currentVersionPathOf9x) ?? null;
  const is9x = buildNumber(current) === null && textOf(of9x, 'ProductName') !== null;
  return textOf(current, 'ProductName') === null && is9x ? of9x : current;
}

/** The name of the installation that a registry key describes (the present one, or an earlier). */
export function installationName(described: RegistryKey | null): string {
  return windowsName(textOf(described, 'ProductName'), buildNumber(described));
}

// Windows XP keeps a text in CurrentBuild that calls itself obsolete.
function buildNumber(described: RegistryKey | null): number | null {
  const texts = [textOf(described, 'CurrentBuildNumber'), textOf(described, 'CurrentBuild')];
  const number = texts.find((text) => text !== null && /^\d{3,6}$/.test(text));
  return number === undefined || number === null ? null : Number(number);
}

function versionOf(current: RegistryKey | null): string | null {
  // ReleaseId stopped at 2009; CSDVersion is the service pack of Windows 7 and before.
  return (
    textOf(current, 'DisplayVersion') ??
    textOf(current, 'ReleaseId') ??
    textOf(current, 'CSDVersion') ??
    // Of Windows 95, 98 and ME.
    textOf(current, 'VersionNumber')
  );
}

function installedAt(current: RegistryKey | null): string | null {
  const filetime = qwordOf(current, 'InstallTime');
  const seconds = filetime === null ? dwordOf(current, 'InstallDate') : secondsSince1970(filetime);
  const isPlausible = seconds !== null && seconds > 0 && seconds <= 0xffffffff;
  return isPlausible ? formatTime(new Date(seconds * 1000)) : null;
}

function secondsSince1970(filetime: bigint): number | null {
  const date = dateFromFiletime(filetime);
  return date === null ? null : Math.floor(date.getTime() / 1000);
}
