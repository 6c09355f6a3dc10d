/**
 * SentencePiece's own table of what becomes what: a double-array trie (Darts) from UTF-8 to places in a block of
 * strings that end in zero. Format: `normalizer.cc` of SentencePiece and the crate `spm_precompiled`.
 */
export interface Charsmap {
  /** Entries that `key` begins with, the shortest first. */
  matches(key: Uint8Array): Iterable<{ readonly bytes: number; readonly text: string }>;
}

/** @param table as it stands in the model; an empty one has no entry */
export function createCharsmap(table: Uint8Array): Charsmap {
  if (table.length < 4) return { matches: () => [] };
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const trieBytes = view.getUint32(0, true);
  const units = Uint32Array.from({ length: trieBytes / 4 }, (_, index) => view.getUint32(4 + index * 4, true));
  const strings = table.subarray(4 + trieBytes);
  const decoder = new TextDecoder();
  return {
    *matches(key) {
      let at = offsetOf(units[0] ?? 0);
      for (const [place, byte] of key.entries()) {
        if (byte === 0) return;
        at ^= byte;
        const unit = units[at] ?? 0;
        if ((unit & 0x800000ff) >>> 0 !== byte) return;
        at ^= offsetOf(unit);
        if ((unit >>> 8) & 1) {
          const start = (units[at] ?? 0) & 0x7fffffff;
          yield { bytes: place + 1, text: decoder.decode(strings.subarray(start, strings.indexOf(0, start))) };
        }
      }
    },
  };
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
