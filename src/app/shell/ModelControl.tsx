import { useRef, useState } from "react";
import { bytesText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { useLazyPart } from "../lazy.ts";
import { useApp, usePlan } from "../store/context.tsx";
import { findBytes } from "../store/plan.ts";
import { findCardIn, modelIn } from "../store/selectors.ts";
import { CaretIcon } from "./icons.tsx";

/** The model by its id, which can be any, beside the list of those that we know. */
export function ModelControl() {
  const { t } = useWords();
  const model = useApp((state) => modelIn(state).model);
  const revision = useApp((state) => modelIn(state).revision);
  const badModel = useApp((state) => state.badModel);
  const setModel = useApp((state) => state.setModel);
  const shown = badModel ?? (revision === "main" ? model : `${model}@${revision}`);
  /** What is being typed; `undefined` while nothing is. */
  const [typed, setTyped] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { part, prepare, want } = useLazyPart(() => import("./ModelMenu.tsx"));

  function commit(): void {
    if (typed === undefined) return;
    if (typed.trim() !== shown) setModel(typed);
    setTyped(undefined);
  }

  return (
    <div className="pick pick-model" data-invalid={badModel !== undefined || undefined} ref={box}>
      <input
        aria-invalid={badModel !== undefined}
        aria-label={t("shell.model")}
        autoCapitalize="off"
        autoComplete="off"
        className="pick-input"
        data-testid="model-id"
        onBlur={commit}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") commit();
          if (event.key === "Escape") setTyped(undefined);
        }}
        spellCheck={false}
        title={shown}
        type="text"
        value={typed ?? shown}
      />
      <ModelFacts />
      <button
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        aria-label={t("shell.model.list")}
        className="pick-button"
        onClick={() => {
          want();
          setIsOpen(!isOpen);
        }}
        onFocus={prepare}
        onPointerEnter={prepare}
        type="button"
      >
        <CaretIcon />
      </button>
      {part && <part.ModelMenu isOpen={isOpen} onOpenChange={setIsOpen} trigger={box} />}
    </div>
  );
}

/** Size for the chosen dtype and licence, as far as they are known. */
function ModelFacts() {
  const { locale } = useWords();
  const card = useApp(findCardIn);
  const { actual } = usePlan();
  const bytes = findBytes(card, actual.dtype);
  const facts = [...(bytes === undefined ? [] : [bytesText(bytes, locale)]), ...(card ? [card.licence] : [])];
  return <small className="pick-facts num">{facts.join(" · ")}</small>;
}
