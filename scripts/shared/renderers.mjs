import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** Whether a process was started by this one, or by one that was. @param {string} pid */
function isOurs(pid) {
  let current = pid;
  while (current !== "0" && current !== "") {
    if (current === String(process.pid)) return true;
    current = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${current}/status`, "utf8"))?.[1] ?? "";
  }
  return false;
}

/** What draws pages, but for what draws the browser's own bars and menus. @param {string} line of a command */
const isRenderer = (line) => line.includes("--type=renderer") && !line.includes("--top-chrome-webui");

/** Chromium's renderers below this process, by their ids. */
export function renderers() {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && isRenderer(readFileSync(`/proc/${pid}/cmdline`, "utf8")) && isOurs(pid);
    } catch {
      return false;
    }
  });
}

/** From here on: by how many MB the largest renderer grew at most. */
export function rendererPeak() {
  const kilobytesOf = (/** @type {string} */ pid, /** @type {string} */ what) =>
    Number(new RegExp(`^${what}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  const all = renderers().map((pid) => ({ pid, atRest: kilobytesOf(pid, "VmRSS") }));
  // Written to, the kernel forgets the highest so far.
  for (const { pid } of all) writeFileSync(`/proc/${pid}/clear_refs`, "5");
  return {
    grown: () => Math.round(Math.max(0, ...all.map(({ pid, atRest }) => kilobytesOf(pid, "VmHWM") - atRest)) / 1024),
  };
}
