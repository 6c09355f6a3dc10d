/** How files of a format begin, a character a byte, by the name that a reader knows it by. */
export type Beginnings = Readonly<Record<string, readonly string[]>>;

/** What a file is by its first bytes. */
export function findFormat(head: ArrayBuffer, known: Beginnings): string | undefined {
  const first = String.fromCharCode(...new Uint8Array(head.slice(0, 12)));
  return Object.keys(known).find((format) => known[format]?.some((begin) => first.startsWith(begin)));
}
