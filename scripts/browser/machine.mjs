import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ubuntu ships a `chromium-browser` that only tells to install a snap, so being there is not enough.
 * Chrome on Windows opens a window when asked for its version, and needs no such doubt.
 * @param {string} path
 */
function works(path) {
  if (process.platform === "win32") return true;
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return status === 0 && /\d+\.\d+\.\d+/.test(stdout);
}

/** @type {import("./find.mjs").Machine} */
export const systemMachine = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  works,
  which: (command) =>
    (process.env.PATH ?? "")
      .split(delimiter)
      .filter((folder) => folder !== "")
      .map((folder) => join(folder, command))
      .find(isExecutable),
  bundled: () => chromium.executablePath(),
};
