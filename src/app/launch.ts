import { type AddressBar, readAddress, syncAddress } from "./address/sync.ts";
import { localeFor } from "./i18n/locale.ts";
import { defaultTaskOf, tasksOf } from "./site.ts";
import type { Environment } from "./store/environment.ts";
import type { AppStore } from "./store/store.ts";

/**
 * Brings the store to where it can be shown: site, device, language, the task of the last visit, and over all of
 * them what the address asks for.
 */
export async function launch(store: AppStore, environment: Environment, bar: AddressBar): Promise<void> {
  const { loadSite, probe, locale: guess, chosenLocale } = store.getState();
  await Promise.all([loadSite(), probe(), environment.words.switchTo(chosenLocale ?? guess)]);

  const { site, task, isRestored } = store.getState();
  const wanted = chosenLocale ?? site.defaultLanguage;
  const locale = localeFor(wanted ? [wanted] : environment.languages, site.languages);
  await environment.words.switchTo(locale);
  const isOffered = isRestored && tasksOf(site).includes(task);
  store.setState({ locale, task: isOffered ? task : defaultTaskOf(site) });

  await readAddress(store, bar.hash());
  store.setState({ ready: true });
  syncAddress(store, bar);
}
