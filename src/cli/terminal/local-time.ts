// Times on the screen: of the place where the person is, written the same in every language. JSON and
// records keep UTC.

/** `2026-11-27 07:02`, in the time zone of this PC as it was on that day. */
export function localTime(time: string): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return time;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
