import { lazy } from "react";

/** Fetched only where a site has hosted models. */
export const ConsentCard = lazy(async () => ({ default: (await import("./ConsentCard.tsx")).ConsentCard }));
export const HostedControl = lazy(async () => ({ default: (await import("./HostedControl.tsx")).HostedControl }));
export const Spent = lazy(async () => ({ default: (await import("./Spent.tsx")).Spent }));
export const HostedPanel = lazy(async () => ({ default: (await import("./HostedPanel.tsx")).HostedPanel }));
