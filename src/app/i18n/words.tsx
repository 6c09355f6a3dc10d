import { I18nProvider, useLingui } from "@lingui/react";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { TaskId } from "../../tasks/index.ts";
import type { Translate } from "../../ui/words.ts";
import type { Area } from "./catalogs.ts";
import type { MessageKey, MessageValues } from "./keys.ts";
import { type Locale, localeFor } from "./locale.ts";
import type { Wordbook } from "./wordbook.ts";

export type { MessageKey } from "./keys.ts";

export interface Words {
  readonly t: (key: MessageKey, values?: MessageValues) => string;
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
}

interface Setting {
  readonly wordbook: Wordbook;
  readonly taskId: string;
  readonly setLocale: (locale: Locale) => void;
}

const SettingContext = createContext<Setting | undefined>(undefined);

function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (!setting) throw new Error("Words are used outside of a WordsProvider.");
  return setting;
}

export function WordsProvider({ children, wordbook, taskId, setLocale }: Setting & { readonly children: ReactNode }) {
  const setting = useMemo(() => ({ wordbook, taskId, setLocale }), [wordbook, taskId, setLocale]);
  return (
    <SettingContext value={setting}>
      <I18nProvider i18n={wordbook.i18n}>{children}</I18nProvider>
    </SettingContext>
  );
}

/** The words of the app in the reader's language; whoever calls it is drawn anew when the language changes. */
export function useWords(): Words {
  const { setLocale } = useSetting();
  const { i18n, _ } = useLingui();
  const locale = localeFor([i18n.locale]);
  return useMemo(() => ({ t: (key, values) => _(key, values), locale, setLocale }), [_, locale, setLocale]);
}

/** Fetches words that only a lazy part of the screen needs. */
export function useWordArea(area: Area): () => Promise<void> {
  const { wordbook } = useSetting();
  return () => wordbook.needArea(area);
}

/** Whether words that a lazy part of the screen needs are there; asks for them. */
export function useHasWords(area: Area): boolean {
  const { wordbook } = useSetting();
  const [has, setHas] = useState(() => wordbook.hasArea(area));
  useEffect(() => {
    let isWanted = true;
    wordbook.needArea(area).then(
      () => isWanted && setHas(true),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [wordbook, area]);
  return has;
}

/** The words of the current task, and the core's behind them. An unknown key is given back as it is. */
export function useTaskWords(): Translate<string> {
  const find = useFindTaskWord();
  return useMemo(() => (key, values) => find(key, values) ?? key, [find]);
}

/** As `useTaskWords`, for words that a task may leave out, such as a placeholder. */
export function useFindTaskWord(): (key: string, values?: MessageValues) => string | undefined {
  const { wordbook, taskId } = useSetting();
  // `_` is new whenever words have changed, so what hangs on it is drawn anew.
  const { _ } = useLingui();
  return useMemo(() => {
    void _;
    return (key, values) => wordbook.findText(taskId, key, values);
  }, [_, wordbook, taskId]);
}

/** Titles of any task, not only of the current one; they come with the words of errors. */
export function useTaskTitle(): (task: TaskId) => string {
  const { wordbook } = useSetting();
  const { _ } = useLingui();
  return useMemo(() => {
    void _;
    return (task) => wordbook.findText(task, "title") ?? task;
  }, [_, wordbook]);
}
