import path from "node:path";
import type { Browser } from "@playwright/test";
import { type Hub, startHub } from "../hub/hub.ts";
import { Playground } from "../support/playground.ts";
import { deploy, endpointOf } from "../support/site.ts";
import { test as base } from "../support/test.ts";
import { referenceRoot, references } from "./reference.ts";

interface WorkerFixtures {
  /** All of e2e/reference. */
  readonly referenceHub: Hub;
  /**
   * One page for all rows of a Playwright worker: each row chooses everything in the address. After a red row Playwright
   * starts a worker, and so a page, anew.
   */
  readonly rows: Playground;
}

/**
 * The app at `url` on a machine that it takes for a small one, where it keeps one model: a row's model takes the place
 * of the one before, in the same web worker, whose ONNX Runtime and shaders are there already.
 */
export async function openForRows(browser: Browser, url: string, hub: Hub): Promise<Playground> {
  const page = await browser.newPage();
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 2 }));
  await deploy(page, { endpoints: [endpointOf(hub)] });
  return new Playground(page, url);
}

export const test = base.extend<object, WorkerFixtures>({
  referenceHub: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
    async ({}, use) => {
      const repos = references.map(({ model, folder }) => [model, path.join(referenceRoot, folder)] as const);
      const hub = await startHub({ repos: Object.fromEntries(repos) });
      await use(hub);
      await hub.close();
    },
    { scope: "worker" },
  ],
  rows: [
    async ({ browser, site, referenceHub }, use) => {
      const rows = await openForRows(browser, site.url, referenceHub);
      await use(rows);
      await rows.page.close();
    },
    { scope: "worker" },
  ],
});

export { expect } from "@playwright/test";
