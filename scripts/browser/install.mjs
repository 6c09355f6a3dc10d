import { run, runNode } from "../shared/run.mjs";
import { toolPathOf } from "../shared/tool.mjs";

/** @typedef {{ readonly name: string, readonly install: () => Promise<import("../shared/run.mjs").RunResult> }} Installer */

/** The second so that Chinese text shows as glyphs in screenshots. */
const debianPackages = ["chromium", "fonts-noto-cjk"];

const quiet = { env: { DEBIAN_FRONTEND: "noninteractive" } };

/** @type {Installer} */
const distribution = {
  name: `apt-get: ${debianPackages.join(", ")}`,
  install: async () => {
    // A failed update can still leave lists that know the package, so the install decides.
    const update = await run("apt-get", ["update"], quiet);
    const install = await run("apt-get", ["install", "-y", "--no-install-recommends", ...debianPackages], quiet);
    return { ...install, output: update.output + install.output };
  },
};

/** @param {boolean} isRoot @returns {Installer} */
const playwright = (isRoot) => ({
  name: "Playwright's own",
  install: () =>
    runNode(toolPathOf("@playwright/test", "playwright"), [
      "install",
      // The shared libraries that Chromium needs come from the distribution, which only root may install.
      ...(isRoot && process.platform === "linux" ? ["--with-deps"] : []),
      "chromium",
    ]),
});

/**
 * The ways to get a browser here, the best first.
 * @param {{ readonly isRoot: boolean, readonly hasApt: boolean }} machine
 * @returns {readonly Installer[]}
 */
export function installersFor({ isRoot, hasApt }) {
  return isRoot && hasApt ? [distribution, playwright(isRoot)] : [playwright(isRoot)];
}
