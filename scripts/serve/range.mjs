/** @typedef {{ readonly start: number, readonly end: number }} ByteRange inclusive on both sides, as in the header */

/**
 * The part of a file that a Range header asks for (RFC 9110, 14.1.2).
 * `undefined`: send the whole file (no header, several ranges, or none that we read); `"unsatisfiable"`: 416.
 * `bytes=0-0` must stay one byte: transformers.js sends it before each download to learn the size.
 * @param {string | undefined} header
 * @param {number} totalBytes
 * @returns {ByteRange | "unsatisfiable" | undefined}
 */
export function rangeOf(header, totalBytes) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const suffixBytes = Number(last);
    if (suffixBytes === 0 || totalBytes === 0) return "unsatisfiable";
    return { start: Math.max(0, totalBytes - suffixBytes), end: totalBytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? totalBytes - 1 : Math.min(Number(last), totalBytes - 1);
  if (last !== "" && Number(last) < start) return undefined;
  return start >= totalBytes ? "unsatisfiable" : { start, end };
}
