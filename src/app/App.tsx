import { useCallback, useEffect, useEffectEvent, useLayoutEffect } from "react";
import { textIn } from "../shared/site.ts";
import { ChatGate } from "./chat/ChatGate.tsx";
import { isRunKey } from "./first/handover.ts";
import { InputColumn } from "./form/InputColumn.tsx";
import type { Locale } from "./i18n/locale.ts";
import type { Wordbook } from "./i18n/wordbook.ts";
import { useTaskWords, WordsProvider } from "./i18n/words.tsx";
import { LearnGate } from "./learn/LearnGate.tsx";
import { Outside } from "./results/Outside.tsx";
import { ResultColumn } from "./results/ResultColumn.tsx";
import { StageBar } from "./results/StageBar.tsx";
import { useRunSign } from "./results/sign.ts";
import { Header } from "./shell/Header.tsx";
import { SiteFooter } from "./shell/SiteFooter.tsx";
import { UpdateBar } from "./shell/UpdateBar.tsx";
import { useApp } from "./store/context.tsx";
import { findChat } from "./store/conversation.ts";
import { definitionIn, optionsIn, viewIn } from "./store/selectors.ts";

interface AppProps {
  readonly wordbook: Wordbook;
  /** Called once, when the whole screen stands. */
  readonly onDrawn?: () => void;
}

export function App({ wordbook, onDrawn }: AppProps) {
  const task = useApp((state) => state.task);
  const setLocale = useApp((state) => state.setLocale);
  const changeLocale = useCallback((locale: Locale) => void setLocale(locale), [setLocale]);
  const drawn = useEffectEvent(() => onDrawn?.());
  useLayoutEffect(() => drawn(), []);
  return (
    <WordsProvider setLocale={changeLocale} taskId={task} wordbook={wordbook}>
      <Screen />
    </WordsProvider>
  );
}

function Screen() {
  const start = useApp((state) => state.start);
  const view = useApp(viewIn);
  const learn = useApp((state) => state.learn);
  const isChat = useApp((state) => findChat(definitionIn(state), optionsIn(state)) !== undefined);

  /** Ctrl or Cmd with Enter runs, from everywhere but out of an input method's own window. */
  const runByKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isRunKey(event) || learn || event.isComposing) return;
    event.preventDefault();
    void start();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => runByKey(event);
    // Of the document: once Stop was pressed it is disabled, and nothing on the screen has the focus.
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    <div className="screen" data-view={view}>
      <Header />
      <UpdateBar />
      {learn ? (
        <LearnGate page={learn} />
      ) : (
        <>
          {isChat ? (
            <ChatGate />
          ) : (
            <main className="columns">
              <InputColumn />
              <ResultColumn />
            </main>
          )}
          <StageBar />
        </>
      )}
      <SiteFooter />
      <Outside />
      <DocumentFrame />
    </div>
  );
}

/** What of the document lies outside of React: title, language, theme. */
function DocumentFrame() {
  const taskWord = useTaskWords();
  const sign = useRunSign();
  const locale = useApp((state) => state.locale);
  const siteTitle = useApp(({ site }) => site.title);
  const title = `${sign}${taskWord("title")} · ${textIn(siteTitle, locale)}`;
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    const { documentElement } = document;
    document.title = title;
    // Written once more, the same language would have all styles worked out anew.
    if (documentElement.lang !== locale) documentElement.lang = locale;
    if (theme) documentElement.dataset.theme = theme;
    else delete documentElement.dataset.theme;
  }, [title, locale, theme]);
  return null;
}
