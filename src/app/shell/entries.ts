import type { ModelEntry } from "../store/selectors.ts";

/** The models that what is typed may mean; all of them while nothing is typed. */
export function entriesFor(entries: readonly ModelEntry[], text: string): readonly ModelEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ id, card }) => {
    const searched = [id, card?.family, card?.licence, ...(card?.languages ?? [])].join(" ").toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}
