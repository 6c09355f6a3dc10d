const encoder = new TextEncoder();

/** Of a text that no token stands for, the tokens of its bytes (`<0x0A>`), where the vocabulary has all of them. */
export function fallbackIds(vocabulary: ReadonlyMap<string, number>): (text: string) => readonly number[] | undefined {
  const ids = Array.from({ length: 256 }, (_, byte) => vocabulary.get(nameOf(byte)));
  return (text) => {
    const found: number[] = [];
    for (const byte of encoder.encode(text)) {
      const id = ids[byte];
      if (id === undefined) return undefined;
      found.push(id);
    }
    return found;
  };
}

function nameOf(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
