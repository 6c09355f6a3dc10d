import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findBrowser } from "../../scripts/browser/find.mjs";
import { renderers } from "../../scripts/shared/renderers.mjs";

function launchOptions() {
  const found = findBrowser();
  if (found === undefined) throw new Error("No Chromium was found: npm run browser");
  return {
    executablePath: found.path,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  };
}

/** A Chromium that does nothing by itself. */
export async function openBrowser() {
  return chromium.launch(launchOptions());
}

/**
 * A browser that keeps on the disk what it fetched and compiled, as a reader's does; a private window keeps neither.
 * @param {string} folder
 * @param {import("@playwright/test").BrowserContextOptions} [options]
 */
export async function openProfile(folder, options = {}) {
  return chromium.launchPersistentContext(folder, { ...launchOptions(), ...options });
}

/**
 * The same with a profile on the disk, since in a private window all that is stored lies in memory; and with nobody at
 * the page's developer tools but during `withPage`.
 * @param {string} folder
 */
export async function startProfile(folder) {
  const { executablePath, args } = launchOptions();
  const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"];
  const child = spawn(executablePath, [...args, ...own], { stdio: ["ignore", "ignore", "pipe"] });
  const gone = new Promise((settle) => child.once("exit", settle));
  /** @type {string} */
  const endpoint = await new Promise((settle) => {
    let told = "";
    child.stderr.on("data", (piece) => {
      told += piece;
      const [, found] = /DevTools listening on (\S+)/.exec(told) ?? [];
      if (found) settle(found);
    });
  });
  return {
    /**
     * @template T
     * @param {(page: import("@playwright/test").Page) => Promise<T>} work
     * @returns {Promise<T>}
     */
    async withPage(work) {
      const browser = await chromium.connectOverCDP(endpoint);
      const page = browser.contexts()[0]?.pages()[0];
      if (!page) throw new Error("The browser has no page.");
      try {
        return await work(page);
      } finally {
        // Only of the connection.
        await browser.close();
      }
    },
    async close() {
      child.kill();
      await gone;
    },
  };
}

/** Proportional set size of all renderers below this process, in MB: shared pages are counted once. */
export function rendererMb() {
  const kilobytes = renderers().map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return Math.round(kilobytes.reduce((sum, value) => sum + value, 0) / 1024);
}
