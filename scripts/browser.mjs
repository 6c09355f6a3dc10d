import { findBrowser } from "./browser/find.mjs";
import { installersFor } from "./browser/install.mjs";
import { systemMachine } from "./browser/machine.mjs";

const remedy =
  "Install Chromium or Chrome by hand, or name one: CHROMIUM_PATH=/path/to/chromium npm test (a recent one, for WebGPU)";

try {
  console.log(`browser: ${await ensureBrowser()}`);
} catch (error) {
  console.error(`browser: ${error instanceof Error ? error.message : String(error)}. ${remedy}`);
  process.exitCode = 1;
}

/** Finds a browser or installs one; tells which. */
async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return `found ${found.path} (${found.source})`;

  const machine = { isRoot: process.getuid?.() === 0, hasApt: systemMachine.which("apt-get") !== undefined };
  const tried = [];
  for (const { name, install } of installersFor(machine)) {
    const { output } = await install();
    const installed = findBrowser();
    if (installed !== undefined) return `installed ${installed.path} (${name})`;
    tried.push(name);
    console.error(output.trimEnd());
  }
  throw new Error(`no Chromium was found, and none could be installed (tried ${tried.join("; ")})`);
}
