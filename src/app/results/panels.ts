import { lazy } from "react";

/** What most people never open is not in the page's first load. */
export const Beside = lazy(async () => ({ default: (await import("./Beside.tsx")).Beside }));
export const CodePanel = lazy(async () => ({ default: (await import("./CodePanel.tsx")).CodePanel }));
export const JsonPanel = lazy(async () => ({ default: (await import("./JsonPanel.tsx")).JsonPanel }));
/** Nothing waits for it: it comes when the page has nothing else to do. On a busy machine that may be never. */
export const Recorded = lazy(async () => {
  await new Promise<unknown>((resolve) =>
    "requestIdleCallback" in globalThis ? requestIdleCallback(resolve, { timeout: 1000 }) : setTimeout(resolve),
  );
  return { default: (await import("./Recorded.tsx")).Recorded };
});
export const RunStrip = lazy(async () => ({ default: (await import("./RunStrip.tsx")).RunStrip }));
