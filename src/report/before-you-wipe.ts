// What to make sure of before a disk is wiped. Texts only.

/** One point each, in the order in which a forgotten one hurts. */
export const beforeYouWipe: readonly string[] = [
  'Your own files: pictures, documents, mail, browser bookmarks. This backup holds keys only.',
  'The Microsoft account: can you sign in to it on another device? A digital licence comes back with it.',
  'The passphrase on paper, kept apart from this PC. Without it nobody can open the backup.',
];
