import { lazy } from "react";

/** What most people never open is not in the page's first load. */
export const Beside = lazy(async () => ({ default: (await import("./Beside.tsx")).Beside }));
export const CodePanel = lazy(async () => ({ default: (await import("./CodePanel.tsx")).CodePanel }));
export const JsonPanel = lazy(async () => ({ default: (await import("./JsonPanel.tsx")).JsonPanel }));
export const Recorded = lazy(async () => ({ default: (await import("./Recorded.tsx")).Recorded }));
export const RunStrip = lazy(async () => ({ default: (await import("./RunStrip.tsx")).RunStrip }));
