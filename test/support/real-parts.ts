// Real parts that some tests need: a server, a daemon, a mount tool. A test asks for its part here, so
// that a missing one is never a silent pass: it is skipped with a line saying what to install, and
// where CI is set it is a failure. How a part is started or stopped is its own file's concern.

/** A part as a test asks for it. */
export interface RealPart<T> {
  /** What it is, in words: `exFAT tools`. */
  readonly name: string;
  /** What to type to have it: `apt-get install -y exfat-fuse exfatprogs`. */
  readonly install: string;
  /** Where or what it is; null when it is missing. */
  find(): T | null;
}

/**
 * What `find` found; null when the part is missing, after a line on stderr that says so.
 * @throws Error for a missing part where `CI` is set.
 */
export function realPart<T>(part: RealPart<T>): T | null {
  const found = part.find();
  if (found !== null) return found;
  const missing = `needs ${part.name}; install: ${part.install}`;
  if (process.env['CI']) throw new Error(missing);
  console.warn(`skipped: ${missing}`);
  return null;
}
