import type { WrittenToken } from "../story.ts";

/** What the model thought at each place of its last text. */
interface Told {
  readonly prompt: readonly number[];
  readonly tokens: readonly WrittenToken[];
  /** At the place after them. */
  readonly next: WrittenToken | null;
}

/** Remembers the last text's probabilities, so that another way from one of its places need not ask for them again. */
export interface Recall {
  remember(told: Told): void;
  /** The leading tokens of `prefix` as the model would have described them; fewer than asked where it never said. */
  describe(prompt: readonly number[], prefix: readonly number[]): readonly WrittenToken[];
}

export function createRecall(): Recall {
  let told: Told | undefined;
  return {
    remember(next) {
      told = next;
    },
    describe(prompt, prefix) {
      if (!told || told.prompt.length !== prompt.length) return [];
      if (!told.prompt.every((id, place) => id === prompt[place])) return [];
      const places = [...told.tokens, ...(told.next ? [told.next] : [])];
      const found: WrittenToken[] = [];
      for (const [place, id] of prefix.entries()) {
        const there = places[place];
        const chosen = there && [there, ...there.top].find((candidate) => candidate.id === id);
        if (!there || !chosen) break;
        found.push({ id, text: chosen.text, probability: chosen.probability, top: there.top });
        // What followed another token is not what follows this one.
        if (id !== there.id) break;
      }
      return found;
    },
  };
}
