import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { realClock } from "../shared/clock.ts";
import { portOf } from "../shared/rpc/port.ts";
import { createClient, defaultTimes } from "../workers/client.ts";
import { App } from "./App.tsx";
import { keepWritten } from "./first/handover.ts";
import { watchVersion } from "./freshness.ts";
import { localeFor } from "./i18n/locale.ts";
import { createWordbook } from "./i18n/wordbook.ts";
import { launch } from "./launch.ts";
import { createPageEnvironment, pageAddress } from "./page.ts";
import { poolLimitsFor } from "./pool.ts";
import { StoreProvider } from "./store/context.tsx";
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

/** No await at the top of the module: parts that are fetched meanwhile import what lies in the same file, and would wait for it. */
async function start(): Promise<void> {
  try {
    await launch(store, environment, pageAddress);
    const { site } = store.getState();
    if (viewIn(store.getState()) === "embed" && parent !== window && site.embedOrigins.length > 0) {
      const { tellAround } = await import("./embed.ts");
      tellAround(store, parent, site.embedOrigins);
    }
    watchVersion(store);
    if (root) {
      const onDrawn = keepWritten(root, store);
      // In slices, so that what is typed into the written screen meanwhile is not held up.
      startTransition(() =>
        createRoot(root).render(
          <StoreProvider store={store}>
            <App onDrawn={onDrawn} wordbook={wordbook} />
          </StoreProvider>,
        ),
      );
    }
  } catch (reason) {
    // Whatever is wrong, no words can be relied on, so the page says it in both languages.
    const sign = document.getElementById("starting");
    if (sign) {
      sign.textContent = `${sign.dataset.failed ?? ""} (${reason instanceof Error ? reason.message : reason})`;
      root?.replaceChildren(sign);
    }
  }
}

void start();
