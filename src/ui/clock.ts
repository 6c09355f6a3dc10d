interface Parts {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly millis: number;
}

/** Rounded to milliseconds first, so that 59.9996 s becomes a minute and not `00:60`. */
function partsOf(seconds: number): Parts {
  const total = Math.max(0, Math.round(seconds * 1000));
  return {
    hours: Math.floor(total / 3_600_000),
    minutes: Math.floor(total / 60_000) % 60,
    seconds: Math.floor(total / 1000) % 60,
    millis: total % 1000,
  };
}

const two = (value: number) => String(value).padStart(2, "0");

/** `1:05.2`, `1:02:03.0`: for reading; tenths are as fine as a voice is. */
export function clockText(seconds: number): string {
  const { hours, minutes, seconds: rest, millis } = partsOf(Math.floor(seconds * 10) / 10);
  const tail = `${two(rest)}.${Math.floor(millis / 100)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** `00:01:05,200`: SRT writes a comma before the milliseconds, WebVTT a full stop. */
export function cueTime(seconds: number, separator: "," | "."): string {
  const { hours, minutes, seconds: rest, millis } = partsOf(seconds);
  return `${two(hours)}:${two(minutes)}:${two(rest)}${separator}${String(millis).padStart(3, "0")}`;
}
