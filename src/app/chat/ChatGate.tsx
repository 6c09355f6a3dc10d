import { useEffect, useEffectEvent } from "react";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { useLazyPart, withWords } from "../lazy.ts";
import { useApp } from "../store/context.tsx";

/** The screen of a conversation; it and its words are fetched when the first is opened. */
export function ChatGate() {
  const { t } = useWords();
  const needWords = useWordArea("chat");
  const needLater = useWordArea("later");
  const notify = useApp((state) => state.notify);
  const { part, want } = useLazyPart(async () => {
    try {
      return await withWords(import("./ChatScreen.tsx"), needWords(), needLater());
    } catch (reason) {
      notify("site", "words-unreachable");
      throw reason;
    }
  });
  const open = useEffectEvent(want);
  useEffect(() => open(), []);
  if (!part) return <main aria-busy="true" aria-label={t("results.title")} className="columns" />;
  return <part.ChatScreen />;
}
