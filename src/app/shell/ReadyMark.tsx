import { useLayoutEffect } from "react";
import { focusAgain } from "../focus.ts";
import { useApp } from "../store/context.tsx";

/** Tells the outside that the screen stands (docs/contract.md). It is drawn beside what it waits with. */
export function ReadyMark() {
  const siteProblem = useApp((state) => state.siteProblem);
  const ready = useApp((state) => state.ready);
  useLayoutEffect(() => {
    const mark = siteProblem === undefined ? "ready" : "site-error";
    document.documentElement.dataset.app = ready ? mark : "opening";
  }, [siteProblem, ready]);
  useLayoutEffect(focusAgain, []);
  return null;
}
