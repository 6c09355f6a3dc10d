import { systemMachine } from "./machine.mjs";

/** @typedef {"CHROMIUM_PATH" | "system" | "playwright"} BrowserSource */
/** @typedef {{ readonly path: string, readonly source: BrowserSource }} FoundBrowser */

/**
 * What the search may ask of the machine; tests pass a made-up one.
 * @typedef {object} Machine
 * @property {string} platform as in `process.platform`
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {(path: string) => boolean} exists
 * @property {(command: string) => string | undefined} which
 * @property {(path: string) => boolean} works
 * @property {() => string} bundled where Playwright would keep its own Chromium
 */

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium to test with: the one named by hand, the system's, Playwright's own; in this order.
 * @param {Machine} [machine]
 * @returns {FoundBrowser | undefined}
 */
export function findBrowser(machine = systemMachine) {
  const named = machine.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    // Taking another one in its place would test something that nobody asked for.
    if (!machine.exists(named)) throw new Error(`CHROMIUM_PATH names ${named}, and no such file exists`);
    return { path: named, source: "CHROMIUM_PATH" };
  }
  const system = systemPaths(machine).find(machine.works);
  if (system !== undefined) return { path: system, source: "system" };
  const bundled = machine.bundled();
  return machine.exists(bundled) ? { path: bundled, source: "playwright" } : undefined;
}

/**
 * @param {Machine} machine
 * @returns {readonly string[]}
 */
function systemPaths({ platform, env, exists, which }) {
  if (platform === "darwin") {
    return ["", env.HOME ?? ""]
      .flatMap((home) => [
        `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
      ])
      .filter(exists);
  }
  if (platform === "win32") {
    return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .flatMap((name) => env[name] ?? [])
      .flatMap((folder) => [
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
        `${folder}\\Chromium\\Application\\chrome.exe`,
      ])
      .filter(exists);
  }
  return commands.flatMap((command) => which(command) ?? []);
}
