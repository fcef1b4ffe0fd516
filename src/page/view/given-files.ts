// Files and texts that somebody gives to the page: dropped anywhere on it, chosen, or pasted.
import { useEffect, useState } from 'preact/hooks';
import type { GivenFile } from '../opening.js';

/** Larger than any backup, and than any page that holds a household's: it is not read. */
const largestFile = 64 * 1024 * 1024;

/** The files, read; of one that is too large or cannot be read nothing, which is no backup. */
export async function readFiles(files: Iterable<File>): Promise<GivenFile[]> {
  const read = [...files].map(async (file) => {
    const bytes = file.size > largestFile ? new Uint8Array() : await bytesOf(file);
    return { name: file.name, bytes };
  });
  return Promise.all(read);
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

/** What goes into a field is a passphrase or a code, unless a backup stands in it. */
function isForField(text: string, target: EventTarget | null): boolean {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && !text.includes('-----BEGIN VAULT');
}

/**
 * Takes what is dropped on the page or pasted into it while it is closed; whether something hovers over it.
 * At no time a dropped file takes the place of the page.
 * @param pastedName what a pasted text is called
 */
export function useGivenFiles(
  isClosed: boolean,
  give: (files: readonly GivenFile[]) => void,
  pastedName: string,
): boolean {
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const take = (transfer: DataTransfer | null, target: EventTarget | null): boolean => {
      if (!isClosed || transfer === null) return false;
      const text = transfer.getData('text/plain');
      if (transfer.files.length > 0) void readFiles(transfer.files).then(give);
      else if (isForField(text, target)) return false;
      else give([{ name: pastedName, bytes: new TextEncoder().encode(text) }]);
      return true;
    };
    const hover = (event: DragEvent): void => {
      event.preventDefault();
      setDragged(event.type === 'dragover' && isClosed);
    };
    const drop = (event: DragEvent): void => {
      hover(event);
      take(event.dataTransfer, event.target);
    };
    const paste = (event: ClipboardEvent): void => {
      if (take(event.clipboardData, event.target)) event.preventDefault();
    };
    document.addEventListener('dragover', hover);
    document.addEventListener('dragleave', hover);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', hover);
      document.removeEventListener('dragleave', hover);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [isClosed, give, pastedName]);
  return isDragged;
}
