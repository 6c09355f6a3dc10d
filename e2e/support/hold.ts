import type { Page, Route } from "@playwright/test";

/** Requests that wait until a test lets them go: how many have come, and the word that lets these and all later ones pass. */
export type Held = { readonly count: () => number; readonly release: () => Promise<void> };

/** Holds what the page asks for under `url`. A request that comes after `release` passes too: a browser asks for a few at a time. */
export const hold = async (page: Page, url: string | RegExp): Promise<Held> => {
  const waiting: Route[] = [];
  let isReleased = false;
  await page.route(url, async (route) => {
    if (isReleased) await route.continue();
    else waiting.push(route);
  });
  return {
    count: () => waiting.length,
    release: async () => {
      isReleased = true;
      await Promise.all(waiting.splice(0).map((route) => route.continue()));
    },
  };
};
