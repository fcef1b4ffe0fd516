// A KeePass database (KDBX 4) of exported licences. Owns kdbxweb, which brings no Argon2 along.
// Sources: keepass.info/help/kb/kdbx.html; RFC 9106.
import type * as kdbxweb from 'kdbxweb';
import type { KeepassEntry, KeepassGroup } from '../report/export/keepass-entries.js';

type Kdbxweb = typeof kdbxweb;
type Database = InstanceType<Kdbxweb['Kdbx']>;

/** What a guess at the passphrase costs. */
interface Argon2Cost {
  readonly passes: number;
  readonly memoryMiB: number;
  readonly lanes: number;
}

/**
 * RFC 9106's second choice, above what KeePass itself begins with. Less memory than a backup's: a phone opens
 * the database, too, and what fills in its passwords may have no more than 120 MB in all.
 */
const usualCost: Argon2Cost = { passes: 3, memoryMiB: 64, lanes: 4 };

const databaseName = 'Product keys';

/** The bytes of a database of these entries, opened by the passphrase alone. */
export async function keepassDatabase(
  groups: readonly KeepassGroup[],
  { passphrase, cost = usualCost }: { readonly passphrase: Uint8Array; readonly cost?: Argon2Cost },
): Promise<Uint8Array> {
  const library = await loadLibrary();
  const secret = library.ProtectedValue.fromBinary(bufferOf(passphrase));
  const database = library.Kdbx.create(new library.Credentials(secret), databaseName);
  deriveBy(library, database, cost);
  for (const { name, entries } of groups) {
    const group = database.createGroup(database.getDefaultGroup(), name);
    for (const entry of entries) addEntry(library, database, { group, entry });
  }
  return new Uint8Array(await database.save());
}

async function loadLibrary(): Promise<Kdbxweb> {
  const [module, { argon2idAsync }] = await Promise.all([
    import('kdbxweb') as Promise<Kdbxweb & { readonly default?: Kdbxweb }>,
    import('@noble/hashes/argon2.js'),
  ]);
  const library = module.default ?? module;
  library.CryptoEngine.setArgon2Impl(
    async (password, salt, memory, passes, length, lanes, _type, version) => {
      const options = { t: passes, m: memory, p: lanes, dkLen: length, version };
      const bytes = [password, salt].map((buffer) => new Uint8Array(buffer));
      const [secret = new Uint8Array(), salted = new Uint8Array()] = bytes;
      return bufferOf(await argon2idAsync(secret, salted, options));
    },
  );
  return library;
}

function deriveBy(library: Kdbxweb, { header }: Database, cost: Argon2Cost): void {
  const { ValueType } = library.VarDictionary;
  header.setKdf(library.Consts.KdfId.Argon2id);
  header.kdfParameters?.set('I', ValueType.UInt64, new library.Int64(cost.passes));
  header.kdfParameters?.set('M', ValueType.UInt64, new library.Int64(cost.memoryMiB * 2 ** 20));
  header.kdfParameters?.set('P', ValueType.UInt32, cost.lanes);
}

interface EntryOfGroup {
  readonly group: ReturnType<Database['createGroup']>;
  readonly entry: KeepassEntry;
}

function addEntry(
  library: Kdbxweb,
  database: Database,
  { group, entry: { title, password, notes, fields } }: EntryOfGroup,
): void {
  const entry = database.createEntry(group);
  entry.fields.set('Title', title);
  entry.fields.set('Password', library.ProtectedValue.fromString(password));
  entry.fields.set('Notes', notes);
  for (const [label, value] of fields) entry.fields.set(label, value);
}

/** A copy of the bytes as a buffer of their own. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
