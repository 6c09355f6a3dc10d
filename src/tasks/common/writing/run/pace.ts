import type { Figures } from "../../../run.ts";
import type { Story } from "../../chat/story.ts";

/** How fast tokens come. */
export interface Pace {
  count(): void;
  speed(): Story["speed"];
  figures(): Figures;
}

export function createPace(now: () => number = () => performance.now()): Pace {
  const startedAt = now();
  let firstTokenMs: number | undefined;
  let lastAt = startedAt;
  let tokens = 0;

  /** Of the tokens after the first one, whose wait is for reading the prompt. */
  function tokensPerSecond(): number | null {
    const seconds = (lastAt - startedAt - (firstTokenMs ?? 0)) / 1000;
    return tokens > 1 && seconds > 0 ? (tokens - 1) / seconds : null;
  }

  return {
    count() {
      lastAt = now();
      tokens += 1;
      firstTokenMs ??= lastAt - startedAt;
    },
    speed: () => (firstTokenMs === undefined ? null : { firstTokenMs, tokensPerSecond: tokensPerSecond() }),
    figures() {
      const rate = tokensPerSecond();
      return {
        tokens,
        ...(firstTokenMs !== undefined && { firstTokenMs }),
        ...(rate !== null && { tokensPerSecond: rate }),
      };
    },
  };
}
