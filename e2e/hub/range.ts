/** Offsets in bytes, both inclusive, as in Content-Range. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header against a file's size. `undefined` means "send the whole file": RFC 9110 lets a server ignore
 * what it cannot parse, and several ranges at once too.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") {
    return undefined;
  }
  if (first === "") {
    // A suffix: the last N bytes, the whole file where N is larger than it.
    const start = Math.max(0, size - Number(last));
    return start < size ? { start, end: size - 1 } : "unsatisfiable";
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) {
    return undefined;
  }
  return start < size ? { start, end } : "unsatisfiable";
}
