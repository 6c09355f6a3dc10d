import { fromBase64 } from "../../../shared/base64.ts";
import { type Aligned, type Change, lengthOf, textOf, transform } from "./aligned.ts";
import { createCharsmap } from "./charsmap.ts";
import { graphemesOf } from "./graphemes.ts";

/** SentencePiece's table as the crate `spm_precompiled` applies it: to graphemes, by the shortest entry. */
export function createPrecompiled(base64: string): (source: Aligned) => Aligned {
  const { matches } = createCharsmap(fromBase64(base64));
  const encoder = new TextEncoder();

  function find(key: Uint8Array): string | undefined {
    for (const { text } of matches(key)) return text;
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
