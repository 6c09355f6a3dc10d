import { nextMacrotask } from "../shared/pause.ts";
import "./styles/index.css";

/** The written screen is put in its place part by part (`first/choose.ts`). What the scripts do comes after its first paint. */
async function painted(): Promise<void> {
  if (document.documentElement.dataset.unfolds !== undefined) {
    await new Promise((resolve) => addEventListener("unfolded", resolve, { once: true }));
  }
  // Where nothing is painted, as in a tab that is not looked at, soon.
  await new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 100);
  });
  await nextMacrotask();
}

/**
 * The start in files of which each is evaluated in a task of its own, what others import before them, so that no task is
 * long. index.html has them preloaded (`scripts/vite/chunks.mjs`). No await at the top of the module: parts that are fetched
 * meanwhile import what lies in the same file, and would wait for it.
 */
async function begin(): Promise<void> {
  await painted();
  await import("../tasks/index.ts");
  await nextMacrotask();
  const { start } = await import("./start.ts");
  await nextMacrotask();
  await start();
}

void begin();
