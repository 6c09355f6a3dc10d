import { useEffect, useState } from "react";
import type { Failure } from "../../shared/errors.ts";
import type { TokenCount, TokensSubject } from "../../workers/verbs/tokens.ts";
import { useApp } from "../store/context.tsx";
import { planIn } from "../store/selectors.ts";

/** How a field's count stands. The last count of the same model stays in sight while the next is made. */
export type Counting =
  | { readonly status: "idle" }
  | {
      readonly status: "counting";
      readonly loadedBytes: number;
      readonly before: TokenCount | undefined;
      /** Of the model. */
      readonly name: string;
      readonly stop: () => void;
    }
  | { readonly status: "counted"; readonly count: TokenCount; readonly name: string }
  | { readonly status: "stopped" }
  | { readonly status: "failed"; readonly failure: Failure };

/** While one types, the count follows with this delay. */
const pauseMs = 250;

/**
 * Counts the tokens of `subject` anew whenever it or the model changes.
 * @param attempt counts up to try again
 */
export function useCounting(subject: TokensSubject | undefined, attempt: number): Counting {
  const countTokens = useApp((state) => state.countTokens);
  const { model, revision } = useApp(planIn).actual;
  const [counting, setCounting] = useState<Counting>({ status: "idle" });
  const name = `${model}@${revision}`;
  const key = JSON.stringify([subject, name, attempt]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the subject, which is made anew each time
  useEffect(() => {
    if (!subject) {
      setCounting({ status: "idle" });
      return;
    }
    let isWanted = true;
    let stop = (): void => {};
    const timer = setTimeout(() => {
      const handle = countTokens(subject, (loadedBytes) => {
        if (!isWanted) return;
        setCounting((now) => (now.status === "counting" ? { ...now, loadedBytes } : now));
      });
      stop = handle.stop;
      setCounting((now) => {
        const last = now.status === "counted" ? now.count : now.status === "counting" ? now.before : undefined;
        const before = "name" in now && now.name === name ? last : undefined;
        return { status: "counting", loadedBytes: 0, before, name, stop };
      });
      handle.outcome.then((outcome) => {
        if (!isWanted) return;
        if (outcome.type === "tokens") setCounting({ status: "counted", count: outcome.count, name });
        else if (outcome.type === "failed") setCounting({ status: "failed", failure: outcome.failure });
        else setCounting({ status: "stopped" });
      });
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key, countTokens]);

  return counting;
}
