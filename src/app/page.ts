import { realClock } from "../shared/clock.ts";
import type { AddressBar } from "./address/sync.ts";
import { probeDevice } from "./device.ts";
import type { Wordbook } from "./i18n/wordbook.ts";
import { withWords } from "./lazy.ts";
import { loadErrorCard } from "./results/error-card.ts";
import { toSite } from "./site.ts";
import type { Environment } from "./store/environment.ts";
import { loadVisualizer } from "./visualizers.ts";

/** The store's environment in a real page. */
export function createPageEnvironment(wordbook: Wordbook): Environment {
  return {
    async loadSite() {
      const outcome = toSite(await findText(new URL("site.json", document.baseURI)));
      if (outcome.site.colour) (await import("./colour.ts")).paint(outcome.site.colour);
      return outcome;
    },
    async loadHosted(site, timeoutMs) {
      const [{ createHosted }] = await Promise.all([import("../hosted/desk.ts"), wordbook.needArea("hosted")]);
      const ports = { storage: pageStorage, fetch: globalThis.fetch.bind(globalThis), clock: realClock };
      return createHosted({ site, timeoutMs, ...ports });
    },
    probeDevice: (onLate) => probeDevice(globalThis, onLate),
    loadJudge: async () => (await import("./fit.ts")).fitOf,
    words: {
      switchTo: wordbook.switchTo,
      needTask: wordbook.needTask,
      async needErrors() {
        await Promise.all([wordbook.needArea("errors"), loadErrorCard()]);
      },
    },
    languages: navigator.languages,
    storage: pageStorage,
    isThrifty: () => savesData(navigator),
    embeddedBase: new URL("models/", document.baseURI).href,
    async lookUp(ref, sources) {
      const { lookUp } = await import("../hub/lookup.ts");
      return lookUp(ref, { sources, fetch: (url, init) => fetch(url, init) });
    },
    visualizerOf: (task) => withWords(loadVisualizer(task), wordbook.needArea("later")),
    async loadExampleDraft(field, value) {
      const { loadExampleDraft } = await import("./inputs/example.ts");
      return loadExampleDraft(field, value, document.baseURI);
    },
    keepBlob: (json) => URL.createObjectURL(new Blob([json], { type: "application/json" })),
    dropBlob: (href) => URL.revokeObjectURL(href),
    ...realClock,
  };
}

export const pageAddress: AddressBar = {
  hash: () => location.hash,
  replaceHash: (fragment) => history.replaceState(history.state, "", `#${fragment}`),
  onHashChange: (call) => addEventListener("hashchange", ({ newURL }) => call(new URL(newURL).hash)),
  after: realClock.after,
};

/** `undefined` where the host has no such file or cannot be reached, and none is held: the defaults serve then. */
async function findText(address: URL): Promise<string | undefined> {
  try {
    const response = await fetch(address, { cache: "no-cache" }).catch(() => caches.match(address));
    return response?.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Chromium alone tells; of a battery that is being spared, no browser does. */
interface ToldNavigator {
  readonly userAgent: string;
  readonly connection?: { readonly saveData?: boolean };
}

export function savesData({ connection }: ToldNavigator): boolean {
  return connection?.saveData ?? false;
}

/** Storage may be switched off or full; then the page starts afresh at the next visit. */
const pageStorage: Environment["storage"] = {
  getItem: (key) => attempt(() => localStorage.getItem(key)) ?? null,
  setItem: (key, value) => attempt(() => localStorage.setItem(key, value)),
  removeItem: (key) => attempt(() => localStorage.removeItem(key)),
};

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
