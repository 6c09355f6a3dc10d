import { lazy } from "react";

/** What most people never open is not in the page's first load. */
export const CodePanel = lazy(async () => ({ default: (await import("./CodePanel.tsx")).CodePanel }));
export const JsonPanel = lazy(async () => ({ default: (await import("./JsonPanel.tsx")).JsonPanel }));
