import { prerender } from "react-dom/static";
import { realClock } from "../../shared/clock.ts";
import { type Site, textIn } from "../../shared/site.ts";
import type { TaskId } from "../../tasks/index.ts";
import { App } from "../App.tsx";
import type { AddressBar } from "../address/sync.ts";
import type { DeviceFacts } from "../device.ts";
import type { Locale } from "../i18n/locale.ts";
import { createWordbook } from "../i18n/wordbook.ts";
import { launch } from "../launch.ts";
import { defaultTaskOf, toSite } from "../site.ts";
import { StoreProvider } from "../store/context.tsx";
import type { Environment, RunClient } from "../store/environment.ts";
import { createAppStore } from "../store/store.ts";

/** What most visitors have. What is shown of it is put right when the scripts have looked. */
const usualFacts: DeviceFacts = {
  secure: true,
  isolated: true,
  isMobile: false,
  freeBytes: undefined,
  cores: 4,
  memoryGB: undefined,
  adapter: {
    vendor: "",
    architecture: "",
    description: "",
    isFallback: false,
    shaderF16: true,
    maxBufferBytes: Number.MAX_SAFE_INTEGER,
    maxBindingBytes: Number.MAX_SAFE_INTEGER,
  },
};

/** At build time nothing runs, is asked or is kept. */
const nobody = () => {
  throw new Error("Nothing runs while the first look is written.");
};
const client: RunClient = {
  run: nobody,
  prepare: nobody,
  tokens: nobody,
  isResident: () => false,
  openAhead: () => false,
};
const noAddress: AddressBar = { hash: () => "", replaceHash() {}, onHashChange() {}, after: () => () => {} };

interface FirstLook {
  readonly locale: Locale;
  /** Of the document. */
  readonly title: string;
  readonly markup: string;
}

interface FirstLooks {
  /** The task that a first visit begins with. */
  readonly task: TaskId;
  readonly defaultLanguage?: Locale;
  /** In each language of the site. */
  readonly looks: readonly FirstLook[];
}

/**
 * The screen of a first visit as HTML, from the very components that draw it later.
 * @param siteText content of `site.json`
 */
export async function firstLooksOf(siteText: string): Promise<FirstLooks> {
  const { site } = toSite(siteText);
  const { defaultLanguage } = site;
  const looks: FirstLook[] = [];
  // One after the other: they share the words' library.
  for (const locale of site.languages) looks.push(await firstLookOf(locale, site));
  return { task: defaultTaskOf(site), ...(defaultLanguage && { defaultLanguage }), looks };
}

async function firstLookOf(locale: Locale, site: Site): Promise<FirstLook> {
  const wordbook = createWordbook(locale);
  const environment: Environment = {
    // The site's own default would have every look in one language.
    // What hosted models need comes with the scripts.
    loadSite: async () => ({ site: { ...site, defaultLanguage: locale, hosted: undefined }, problem: undefined }),
    loadHosted: nobody,
    probeDevice: async () => usualFacts,
    loadJudge: nobody,
    words: {
      switchTo: wordbook.switchTo,
      needTask: wordbook.needTask,
      needErrors: () => wordbook.needArea("errors"),
    },
    languages: [locale],
    storage: { getItem: () => null, setItem() {}, removeItem() {} },
    isThrifty: () => true,
    embeddedBase: "models/",
    lookUp: nobody,
    visualizerOf: nobody,
    loadExampleDraft: nobody,
    keepBlob: nobody,
    dropBlob() {},
    ...realClock,
  };
  const store = createAppStore(client, environment);
  await launch(store, environment, noAddress);
  // React asks a server's store for the state that it began with.
  Object.assign(store, { getInitialState: store.getState });
  const { prelude } = await prerender(
    <StoreProvider store={store}>
      <App wordbook={wordbook} />
    </StoreProvider>,
    // All in its place: by itself React leaves large parts to a script.
    { progressiveChunkSize: Number.POSITIVE_INFINITY },
  );
  const { task } = store.getState();
  const title = `${wordbook.findText(task, "title") ?? task} · ${textIn(site.title, locale)}`;
  return { locale, title, markup: await new Response(prelude).text() };
}
