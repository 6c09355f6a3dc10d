import { type Locale, localeFor } from "../i18n/locale.ts";
import { toSite } from "../site.ts";
import { withNotice } from "./notices.ts";
import type { SettingsSlice, SliceContext } from "./state.ts";

/** Apart from what else is kept: nothing that writes down the page's state ever meets a token. */
const hubTokenName = "model-playground-hub-token";

export function createSettingsSlice({ environment, get, set }: SliceContext): SettingsSlice {
  const kept = environment.storage.getItem(hubTokenName);
  let wanted: Locale | undefined;
  return {
    site: toSite(undefined).site,
    siteProblem: undefined,
    hosted: undefined,
    ready: false,
    locale: localeFor(environment.languages),
    chosenLocale: undefined,
    theme: undefined,
    view: undefined,
    learn: undefined,
    isOutdated: false,
    notices: [],
    endpoint: undefined,
    hubToken: kept ?? undefined,
    isTokenKept: kept !== null,
    async loadSite() {
      const { site, problem } = await environment.loadSite();
      const wanted = site.hosted && environment.loadHosted(site.hosted, site.timeoutMs);
      const hosted = await wanted?.catch(() => get().notify("site", "words-unreachable"));
      set({ site, siteProblem: problem, hosted: hosted ?? undefined });
      // Whoever selects what hangs on keys and addresses looks again.
      hosted?.state.subscribe(() => set({}));
      if (problem !== undefined) get().notify("site", "site-error", { problem });
    },
    async setLocale(locale) {
      wanted = locale;
      try {
        await environment.words.switchTo(locale);
        if (wanted === locale) set({ locale, chosenLocale: locale });
      } catch {
        get().notify("site", "words-unreachable");
      }
    },
    setTheme: (theme) => set({ theme }),
    setLearn: (learn) => set({ learn }),
    setEndpoint: (endpoint) => set({ endpoint }),
    setHubToken(hubToken, isKept) {
      if (hubToken && isKept) environment.storage.setItem(hubTokenName, hubToken);
      else environment.storage.removeItem(hubTokenName);
      set({ hubToken, isTokenKept: isKept });
    },
    notify: (scope, code, values = {}) =>
      set((state) => ({ notices: withNotice(state.notices, { scope, code, values }) })),
    dismiss: (notice) => set((state) => ({ notices: state.notices.filter((other) => other !== notice) })),
  };
}
