import { createRoot } from "react-dom/client";
import { realClock } from "../shared/clock.ts";
import { createClient, defaultTimes } from "../workers/client.ts";
import { App } from "./App.tsx";
import { localeFor } from "./i18n/locale.ts";
import { createWordbook } from "./i18n/wordbook.ts";
import { launch } from "./launch.ts";
import { createPageEnvironment, pageAddress } from "./page.ts";
import { poolLimitsFor } from "./pool.ts";
import { StoreProvider } from "./store/context.tsx";
import { viewIn } from "./store/selectors.ts";
import { createAppStore } from "./store/store.ts";
import { openWorker } from "./worker.ts";
import "./styles/index.css";
// From the start: what waits for the first input is loaded later, when that may have been.
import "./first-input.ts";

const wordbook = createWordbook(localeFor(navigator.languages));
const environment = createPageEnvironment(wordbook);
const client = createClient({
  openWorker,
  clock: realClock,
  limits: poolLimitsFor(navigator, "Suspending" in WebAssembly ? "jspi" : "asyncify"),
  ...defaultTimes,
});
const store = createAppStore(client, environment);
const root = document.getElementById("root");

try {
  await launch(store, environment, pageAddress);
  const { site } = store.getState();
  if (viewIn(store.getState()) === "embed" && parent !== window && site.embedOrigins.length > 0) {
    const { tellAround } = await import("./embed.ts");
    tellAround(store, parent, site.embedOrigins);
  }
  void import("./freshness.ts").then(({ watchVersion }) => watchVersion(store));
  if (root) {
    createRoot(root).render(
      <StoreProvider store={store}>
        <App wordbook={wordbook} />
      </StoreProvider>,
    );
  }
} catch (reason) {
  // Nothing that speaks the reader's language has come yet, so the page says it in both.
  const sign = document.getElementById("starting");
  if (sign) sign.textContent = `${sign.dataset.failed ?? ""} (${reason instanceof Error ? reason.message : reason})`;
}
