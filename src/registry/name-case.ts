// How the names of registry keys and values compare: Windows does so without case, UTF-16 unit by unit.
// Every source of a registry compares by this, so that a hive and its export say the same.

/** Upper case without a change of length: `ß` stays, as in Windows. */
export function foldCase(name: string): string {
  const upper = name.toUpperCase();
  if (isAscii(name)) return upper;
  let folded = '';
  for (let i = 0; i < name.length; i += 1) {
    const unit = name.charAt(i);
    const upperUnit = unit.toUpperCase();
    folded += upperUnit.length === 1 ? upperUnit : unit;
  }
  return folded;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
