import { type I18n, type Messages, setupI18n } from "@lingui/core";
import type { TaskId } from "../../tasks/index.ts";
import { type Area, areas, scopedKey, taskWordsOf } from "./catalogs.ts";
import type { MessageValues } from "./keys.ts";
import type { Locale } from "./locale.ts";

/** All words that were asked for so far, in the language of the moment. */
export interface Wordbook {
  readonly i18n: I18n;
  /** Loads what was needed so far in `locale`, then switches to it; the last call wins. */
  switchTo(locale: Locale): Promise<void>;
  /** @throws where the words cannot be fetched; they can be asked for again. */
  needArea(area: Area): Promise<void>;
  hasArea(area: Area): boolean;
  needTask(taskId: TaskId): Promise<void>;
  /** Looks in the task's own words first, then in the core's; `undefined` where neither has the key. */
  findText(taskId: string, key: string, values?: MessageValues): string | undefined;
}

type Part = (locale: Locale) => Promise<Messages>;

export function createWordbook(first: Locale): Wordbook {
  const i18n = setupI18n({ missing: (_, id) => id });
  const parts = new Map<string, Part>([["start", (locale) => areas.start[locale]()]]);
  const loaded = new Set<string>();
  let wanted = first;

  async function load(name: string, part: Part, locale: Locale): Promise<void> {
    const key = `${locale} ${name}`;
    if (loaded.has(key)) return;
    i18n.load(locale, { ...(await part(locale)) });
    loaded.add(key);
  }

  /** A part is kept only once it could be loaded, so that a failed one is asked for anew. */
  async function need(name: string, part: Part): Promise<void> {
    const locale = wanted;
    await load(name, part, locale);
    parts.set(name, part);
    // Whoever chose another language meanwhile loaded the parts that were there.
    if (locale !== wanted) await need(name, part);
  }

  return {
    i18n,
    async switchTo(locale) {
      const before = wanted;
      wanted = locale;
      try {
        await Promise.all([...parts].map(([name, part]) => load(name, part, locale)));
      } catch (reason) {
        // What is needed next has to come in the language that is still shown.
        if (wanted === locale) wanted = before;
        throw reason;
      }
      if (wanted === locale) i18n.activate(locale);
    },
    needArea: (area) => need(area, (locale) => areas[area][locale]()),
    hasArea: (area) => parts.has(area),
    needTask: (taskId) =>
      need(taskId, async (locale) => {
        const words = await taskWordsOf(taskId, locale);
        return Object.fromEntries(Object.entries(words).map(([key, word]) => [scopedKey(taskId, key), word]));
      }),
    findText(taskId, key, values) {
      const id = [scopedKey(taskId, key), key].find((one) => one in i18n.messages);
      return id === undefined ? undefined : i18n._(id, values);
    },
  };
}
