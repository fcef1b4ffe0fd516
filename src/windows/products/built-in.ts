// The programs whose keys this program knows to find, as data: an entry is added in a file of built-in/
// and nowhere else. Each names where it is written that the key is there. Serials that a program scrambles
// (most of Adobe's) are left out: what stands in the registry is not what the owner was given.
import { games } from './built-in/games.js';
import { graphicsPrograms } from './built-in/graphics.js';
import { mediaPrograms } from './built-in/media.js';
import { microsoftProducts } from './built-in/microsoft.js';
import { programsOfUsers } from './built-in/of-users.js';
import { tools } from './built-in/tools.js';
import type { BuiltInProduct } from './product.js';

/** Every entry. */
export const builtInProducts: readonly BuiltInProduct[] = [
  ...microsoftProducts,
  ...graphicsPrograms,
  ...mediaPrograms,
  ...tools,
  ...programsOfUsers,
  ...games,
];
