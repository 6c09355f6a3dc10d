import { useEffect, useId, useState } from "react";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { useLazyPart, withWords } from "../lazy.ts";
import { useApp } from "../store/context.tsx";
import { verdictIn } from "../store/fit.ts";

/** Whether the chosen model fits this device; pressed, why. What it says comes at first hover or focus. */
export function Fit() {
  const { t } = useWords();
  const verdict = useApp(verdictIn);
  const learnModel = useApp((state) => state.learnModel);
  const { part, prepare, want } = useFitWords();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const look = () => {
    prepare();
    void learnModel();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for what its button and panel do not take
    <span
      className="fit"
      data-testid="fit"
      data-verdict={verdict}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setIsOpen(false);
      }}
      onKeyDown={({ key }) => {
        if (key === "Escape") setIsOpen(false);
      }}
    >
      <button
        aria-controls={id}
        aria-expanded={isOpen}
        className="fit-button"
        onClick={() => {
          want();
          setIsOpen(!isOpen);
        }}
        onFocus={look}
        onPointerEnter={look}
        title={t("shell.fit")}
        type="button"
      >
        {t(`shell.fit.${verdict}`)}
      </button>
      {part && isOpen && <part.FitPanel id={id} />}
    </span>
  );
}

/** Above the result, before a run that would only fail. */
export function FitNotice() {
  const isShown = useApp((state) => state.run.status === "idle" && verdictIn(state) === "wont");
  const { part, want } = useFitWords();
  useEffect(() => {
    if (isShown) want();
  });
  return part && isShown ? <part.FitCard /> : null;
}

function useFitWords() {
  const needWords = useWordArea("models");
  return useLazyPart(() => withWords(import("./FitPanel.tsx"), needWords()));
}
