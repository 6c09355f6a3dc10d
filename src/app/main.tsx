import { firstInput } from "./first-input.ts";
import { watchVersion } from "./freshness.ts";
import { localeFor } from "./i18n/locale.ts";
import { createWordbook } from "./i18n/wordbook.ts";
import { createLateClient } from "./late-client.ts";
import { launch } from "./launch.ts";
import { keepShell } from "./offline.ts";
import { createPageEnvironment, pageAddress } from "./page.ts";
import { viewIn } from "./store/selectors.ts";
import { createAppStore } from "./store/store.ts";
import "./styles/index.css";

const wordbook = createWordbook(localeFor(navigator.languages));
const environment = createPageEnvironment(wordbook);
const loadClient = () => import("./page-client.ts");
const client = createLateClient(async () => (await loadClient()).createPageClient());
// Whoever does anything here may run something: the code is there by then. Where it is not, the run tells.
void firstInput.then(loadClient).catch(() => {});
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
    const returned = location.search.includes("state=") ? await import("./models/returned.ts") : undefined;
    const token = returned?.takeReturned();
    await launch(store, environment, pageAddress);
    returned?.takeToken(store, token);
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
