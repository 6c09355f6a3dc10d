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

/** Makes the store, brings it to where it can be shown, and draws it. */
export async function start(): Promise<void> {
  // A sandbox without an origin, of which index.html tells.
  if (self.origin === "null") return;
  const root = document.getElementById("root");
  const sign = document.getElementById("starting");
  // What draws, each file evaluated in a task of its own while the store waits for what it asks for.
  const drawing = import("react-dom/client").then(() => import("./draw.tsx"));
  try {
    const wordbook = createWordbook(localeFor(navigator.languages));
    const environment = createPageEnvironment(wordbook);
    const loadClient = () => import("./page-client.ts");
    const client = createLateClient(async () => (await loadClient()).createPageClient());
    // Whoever does anything here may run something: the code is there by then. Where it is not, the run tells.
    void firstInput.then(loadClient).catch(() => {});
    const store = createAppStore(client, environment);
    // Who has loaded a model here is likely to want it again, and its worker is opened before anything is drawn.
    if (store.getState().loadedBefore.length > 0 && !environment.isThrifty()) void loadClient().catch(() => {});
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
    store.getState().openReturned();
    const { draw } = await drawing;
    if (root) draw(root, store, wordbook);
    if (import.meta.env.PROD) keepShell();
  } catch (reason) {
    // Whatever is wrong, no words can be relied on, so the page says it in both languages.
    if (sign) {
      sign.textContent = `${sign.dataset.failed ?? ""} (${reason instanceof Error ? reason.message : reason})`;
      root?.replaceChildren(sign);
    }
  }
}
