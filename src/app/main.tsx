import { realClock } from "../shared/clock.ts";
import { portOf } from "../shared/rpc/port.ts";
import { createClient, defaultTimes } from "../workers/client.ts";
import { watchVersion } from "./freshness.ts";
import { localeFor } from "./i18n/locale.ts";
import { createWordbook } from "./i18n/wordbook.ts";
import { launch } from "./launch.ts";
import { keepShell } from "./offline.ts";
import { createPageEnvironment, pageAddress } from "./page.ts";
import { poolLimitsFor } from "./pool.ts";
import { viewIn } from "./store/selectors.ts";
import { createAppStore } from "./store/store.ts";
import "./styles/index.css";

const wordbook = createWordbook(localeFor(navigator.languages));
const environment = createPageEnvironment(wordbook);
const client = createClient({
  openWorker: () =>
    portOf(new Worker(new URL("../workers/model.worker.ts", import.meta.url), { type: "module", name: "model" })),
  clock: realClock,
  limits: poolLimitsFor(navigator, "Suspending" in WebAssembly ? "jspi" : "asyncify"),
  ...defaultTimes,
});
const store = createAppStore(client, environment);
const root = document.getElementById("root");

/**
 * What draws comes in two further files, and each file is evaluated in a task of its own, so that no task at the start
 * is long. index.html has them preloaded.
 */
const drawing = import("react-dom/client").then(() => import("./draw.tsx"));

/** No await at the top of the module: parts that are fetched meanwhile import what lies in the same file, and would wait for it. */
async function start(): Promise<void> {
  // A sandbox without an origin, of which index.html tells.
  if (self.origin === "null") return;
  try {
    await launch(store, environment, pageAddress);
    const { site } = store.getState();
    if (viewIn(store.getState()) === "embed" && parent !== window && site.embedOrigins.length > 0) {
      const { tellAround } = await import("./embed.ts");
      tellAround(store, parent, site.embedOrigins);
    }
    watchVersion(store);
    const { draw } = await drawing;
    if (root) draw(root, store, wordbook);
    if (import.meta.env.PROD) keepShell();
  } catch (reason) {
    // Whatever is wrong, no words can be relied on, so the page says it in both languages.
    const sign = document.getElementById("starting");
    if (sign) {
      sign.textContent = `${sign.dataset.failed ?? ""} (${reason instanceof Error ? reason.message : reason})`;
      root?.replaceChildren(sign);
    }
  }
}

// After this file's evaluation, not in it: what `fetch` asks for is told to the developer's tools with its line, for which
// V8 would parse the whole file once more.
queueMicrotask(start);
