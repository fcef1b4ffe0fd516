// The bundled worker as text: the build puts it here (scripts/page/build-page.mjs), since a page that is one
// file cannot load another.

/** What the worker runs. */
export const workerSource: string = '';
