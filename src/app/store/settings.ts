import * as v from "valibot";
import type { Site, View } from "../../shared/site.ts";
import type { MessageValues } from "../i18n/keys.ts";
import { type Locale, localeFor } from "../i18n/locale.ts";
import { toSite } from "../site.ts";
import { type Notice, type NoticeScope, withNotice } from "./notices.ts";
import type { SliceContext } from "./state.ts";

export const Theme = v.picklist(["light", "dark"]);
export type Theme = v.InferOutput<typeof Theme>;

export interface SettingsSlice {
  readonly site: Site;
  readonly siteProblem: string | undefined;
  /** True once task, model, device and restored state can be shown. */
  readonly ready: boolean;
  readonly locale: Locale;
  /** `undefined` until the reader chose one: then it is remembered and written to the address. */
  readonly chosenLocale: Locale | undefined;
  /** `undefined` follows the system. */
  readonly theme: Theme | undefined;
  /** What an address asked for; `undefined` leaves it to the site. */
  readonly view: View | undefined;
  /** Whether the site serves another version than this tab's. */
  readonly isOutdated: boolean;
  readonly notices: readonly Notice[];
  /** Name of the host that is asked first, chosen for this visit where the site's first one failed. */
  readonly endpoint: string | undefined;
  loadSite(): Promise<void>;
  /** The old language stays where the new one's words cannot be fetched. */
  setLocale(locale: Locale): Promise<void>;
  setTheme(theme: Theme | undefined): void;
  setEndpoint(name: string): void;
  notify(scope: NoticeScope, code: string, values?: MessageValues): void;
  dismiss(notice: Notice): void;
}

export function createSettingsSlice({ environment, get, set }: SliceContext): SettingsSlice {
  return {
    site: toSite(undefined).site,
    siteProblem: undefined,
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
      set({ site, siteProblem: problem });
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
