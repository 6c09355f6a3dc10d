import { useEffect, useEffectEvent } from "react";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { useLazyPart } from "../lazy.ts";
import { ReadyMark } from "../shell/ReadyMark.tsx";
import { useApp } from "../store/context.tsx";
import type { LearnPage } from "../store/values.ts";

/** The screens where a network learns; they and their words are fetched when the first is opened. */
export function LearnGate({ page }: { readonly page: LearnPage }) {
  const { t } = useWords();
  const needWords = useWordArea("learn");
  const needErrors = useWordArea("errors");
  const needLater = useWordArea("later");
  const notify = useApp((state) => state.notify);
  const { part, want } = useLazyPart(async () => {
    try {
      // A failed training is told in the words of errors.
      const words = Promise.all([needWords(), needErrors(), needLater()]);
      const { LearnScreen } = await import("./LearnScreen.tsx");
      await words;
      return { LearnScreen };
    } catch (reason) {
      notify("site", "words-unreachable");
      throw reason;
    }
  });
  const open = useEffectEvent(want);
  useEffect(() => open(), []);
  if (!part) return <main aria-busy="true" aria-label={t("shell.learn")} className="columns" />;
  return (
    <>
      <part.LearnScreen page={page} />
      <ReadyMark />
    </>
  );
}
