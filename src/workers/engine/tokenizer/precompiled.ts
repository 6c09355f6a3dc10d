import { fromBase64 } from "../../../shared/base64.ts";
import { type Aligned, type Change, lengthOf, textOf, transform } from "./aligned.ts";
import { graphemesOf } from "./graphemes.ts";

/**
 * SentencePiece's own table of what becomes what: a double-array trie (Darts) from UTF-8 to places in a block of
 * strings that end in zero. Format: `normalizer.cc` of SentencePiece and the crate `spm_precompiled`.
 */
export function createPrecompiled(base64: string): (source: Aligned) => Aligned {
  const bytes = fromBase64(base64);
  const view = new DataView(bytes.buffer);
  const trieBytes = view.getUint32(0, true);
  const units = Uint32Array.from({ length: trieBytes / 4 }, (_, index) => view.getUint32(4 + index * 4, true));
  const strings = bytes.subarray(4 + trieBytes);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** What the shortest entry that `key` begins with becomes, as the crate has it. */
  function find(key: Uint8Array): string | undefined {
    let at = offsetOf(units[0] ?? 0);
    for (const byte of key) {
      if (byte === 0) return undefined;
      at ^= byte;
      const unit = units[at] ?? 0;
      if ((unit & 0x800000ff) >>> 0 !== byte) return undefined;
      at ^= offsetOf(unit);
      if ((unit >>> 8) & 1) {
        const start = (units[at] ?? 0) & 0x7fffffff;
        return decoder.decode(strings.subarray(start, strings.indexOf(0, start)));
      }
    }
    return undefined;
  }

  function* changesOf(text: string): Generator<Change> {
    // A change may swallow what comes after it, so each is held back until the next is known.
    let held: Change | undefined;
    for (const part of partsOf(text)) {
      const replaced = find(encoder.encode(part));
      const target = [...(replaced ?? part)];
      const added = target.length - lengthOf(part);
      for (const [index, char] of target.entries()) {
        if (held) yield held;
        held = [char, index >= target.length - added ? 1 : 0];
      }
      if (held && added < 0) held = [held[0], held[1] + added];
    }
    if (held) yield held;
  }

  function* partsOf(text: string): Generator<string> {
    for (const segment of graphemesOf(text)) {
      const key = encoder.encode(segment);
      // Longer ones are looked up character by character.
      if (key.length < 6 && find(key) !== undefined) yield segment;
      else yield* segment;
    }
  }

  return (source) => transform(source, changesOf(textOf(source)));
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
