// The type of a drive as Windows tells it, in process: no other program is started for it.
// Source: Microsoft Learn, GetDriveTypeW (fileapi.h).
import type koffi from 'koffi';

/** 0 unknown, 1 no such drive, 2 removable, 3 fixed, 4 network, 5 optical, 6 memory; 0 where it cannot be asked. */
export async function driveType(root: string): Promise<number> {
  const library = await loadKoffi();
  if (library === null) return 0;
  const getDriveType = library
    .load('kernel32.dll')
    .func('uint32_t __stdcall GetDriveTypeW(const char16_t *root)');
  const type: unknown = getDriveType(root);
  return typeof type === 'number' ? type : 0;
}

async function loadKoffi(): Promise<typeof koffi | null> {
  try {
    return (await import('koffi')).default;
  } catch (error) {
    // An optional dependency: without it no drive is offered, and a folder can still be typed.
    if (error instanceof Error) return null;
    throw error;
  }
}
