import { type Aligned, type Change, textOf, transform } from "./aligned.ts";

export type UnicodeForm = "NFC" | "NFD" | "NFKC" | "NFKD";

/** Unicode normalization, character by character, so that each keeps its place. */
export function toUnicodeForm(source: Aligned, form: UnicodeForm): Aligned {
  const text = textOf(source);
  const target = text.normalize(form);
  // Also the common case, and a hundred times faster.
  if (target === text) return source;
  const decomposed = decompose(source.chars, form === "NFC" || form === "NFD" ? "NFD" : "NFKD");
  return transform(source, compose(decomposed, [...target]));
}

function decompose(chars: readonly string[], form: "NFD" | "NFKD"): Change[] {
  return chars.flatMap((char) => [...char.normalize(form)].map((part, index): Change => [part, index === 0 ? 0 : 1]));
}

/**
 * Finds what each character of `target` was put together from. Marks may have changed their order, so a part is looked
 * for behind those that are not yet used.
 */
function compose(parts: readonly Change[], target: readonly string[]): Change[] {
  const used = new Uint8Array(parts.length);
  let first = 0;
  function take(wanted: string): number {
    while (used[first]) first++;
    for (let at = first; at < parts.length; at++) {
      const part = parts[at];
      if (used[at] || part?.[0] !== wanted) continue;
      used[at] = 1;
      return part[1];
    }
    return 0;
  }
  return target.map((char): Change => {
    const wanted = [...char.normalize("NFD")];
    return [char, wanted.reduce((sum, part) => sum + take(part), 1 - wanted.length)];
  });
}
