import { localeFor } from "../i18n/locale.ts";
import { toSite } from "../site.ts";
import { withNotice } from "./notices.ts";
import type { SettingsSlice, SliceContext } from "./state.ts";

export function createSettingsSlice({ environment, get, set }: SliceContext): SettingsSlice {
  return {
    site: toSite(undefined).site,
    siteProblem: undefined,
    hosted: undefined,
    ready: false,
    locale: localeFor(environment.languages),
    chosenLocale: undefined,
    theme: undefined,
    view: undefined,
    isOutdated: false,
    notices: [],
    endpoint: undefined,
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
      try {
        await environment.words.switchTo(locale);
        set({ locale, chosenLocale: locale });
      } catch {
        get().notify("site", "words-unreachable");
      }
    },
    setTheme: (theme) => set({ theme }),
    setEndpoint: (endpoint) => set({ endpoint }),
    notify: (scope, code, values = {}) =>
      set((state) => ({ notices: withNotice(state.notices, { scope, code, values }) })),
    dismiss: (notice) => set((state) => ({ notices: state.notices.filter((other) => other !== notice) })),
  };
}
