// Where this program lies: the one place that knows how deep its files are below package.json.
import { fileURLToPath } from 'node:url';

/** The folder with package.json, ending with a separator: of an install or of a clone. */
export const programRoot = fileURLToPath(new URL('../../', import.meta.url));
