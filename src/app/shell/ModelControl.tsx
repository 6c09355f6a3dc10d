import { useState } from "react";
import { bytesText } from "../format.ts";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { useLazyPart, withWords } from "../lazy.ts";
import { useApp } from "../store/context.tsx";
import { findBytes } from "../store/plan.ts";
import { findCardIn, modelIn, planIn } from "../store/selectors.ts";
import { useCombobox } from "./combobox/combobox.ts";
import { CaretIcon } from "./icons.tsx";

/** The model by its id, which can be any, above the list of those that we know. */
export function ModelControl() {
  const { t } = useWords();
  const model = useApp((state) => modelIn(state).model);
  const revision = useApp((state) => modelIn(state).revision);
  const badModel = useApp((state) => state.badModel);
  const setModel = useApp((state) => state.setModel);
  const learnModel = useApp((state) => state.learnModel);
  const shown = badModel ?? (revision === "main" ? model : `${model}@${revision}`);
  /** What is being typed; `undefined` while nothing is. */
  const [typed, setTyped] = useState<string>();
  const needWords = useWordArea("later");
  const { part, prepare, want } = useLazyPart(() => withWords(import("./ModelMenu.tsx"), needWords()));
  const combobox = useCombobox((id) => {
    setTyped(undefined);
    setModel(id);
  });

  function commit(): void {
    combobox.close();
    if (typed === undefined) return;
    if (typed.trim() !== shown) setModel(typed);
    setTyped(undefined);
  }

  function open(): void {
    want();
    combobox.open();
    void learnModel();
  }

  return (
    <div className="pick pick-model" data-invalid={badModel !== undefined || undefined}>
      <input
        {...combobox.inputProps}
        aria-invalid={badModel !== undefined}
        aria-label={t("shell.model")}
        autoCapitalize="off"
        autoComplete="off"
        className="pick-input"
        data-testid="model-id"
        onBlur={commit}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          want();
          combobox.typed();
        }}
        onClick={open}
        onFocus={(event) => {
          prepare();
          event.currentTarget.select();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && !combobox.isLed() && !event.ctrlKey && !event.metaKey) return commit();
          if (event.key === "Escape") setTyped(undefined);
          if (event.key === "ArrowDown") want();
          combobox.onKeyDown(event);
        }}
        onPointerEnter={prepare}
        spellCheck={false}
        title={shown}
        type="text"
        value={typed ?? shown}
      />
      <ModelFacts />
      <CaretIcon />
      {part && combobox.isOpen && <part.ModelMenu combobox={combobox} typed={typed} />}
    </div>
  );
}

/** Size for the chosen dtype and licence, as far as they are known. */
function ModelFacts() {
  const card = useApp(findCardIn);
  const { actual } = useApp(planIn);
  const bytes = findBytes(card, actual.dtype);
  return (
    <small className="pick-facts num">
      {bytes !== undefined && bytesText(bytes)}
      {card?.licence && <span className="pick-licence">{`${bytes === undefined ? "" : " · "}${card.licence}`}</span>}
    </small>
  );
}
