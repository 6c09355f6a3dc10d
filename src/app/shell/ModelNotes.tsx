import { type Dtype, dtypeText } from "../../hub/checkpoint.ts";
import { isEmbedded } from "../../hub/reference.ts";
import { bytesText } from "../format.ts";
import { languageNames } from "../i18n/language-names.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { findBytes, planOf } from "../store/plan.ts";
import type { ModelEntry } from "../store/selectors.ts";

interface ModelNotesProps {
  readonly entry: ModelEntry;
  /** The dtypes that lie in this browser. */
  readonly stored: readonly Dtype[];
}

/** What there is to know of a model before anything moves. */
export function ModelNotes({ entry, stored }: ModelNotesProps) {
  const { t, locale } = useWords();
  const device = useApp((state) => state.device);
  const facts = useApp((state) => state.facts);
  const judge = useApp((state) => state.judge);
  const { id, card } = entry;
  const { dtype } = planOf({ model: id, revision: "main", device, dtype: undefined }, card, facts, judge).actual;
  const bytes = findBytes(card, dtype);
  const known = card && [
    card.family,
    card.parameters,
    languageNames(card.languages, locale, t("shell.model.multilingual")),
    card.licence,
  ];
  const notes = [...(known ?? []), dtypeText(dtype), bytes === undefined ? "" : bytesText(bytes)];
  return (
    <>
      <span className="menu-id">
        {id}
        {isEmbedded(id) && (
          <span className="menu-badge" title={t("shell.model.embedded.long")}>
            {t("shell.model.embedded")}
          </span>
        )}
        {stored.length > 0 && (
          <span className="menu-badge">
            {t("shell.model.stored")}: {stored.join(", ")}
          </span>
        )}
      </span>
      <span className="menu-note">{notes.filter(Boolean).join(" · ")}</span>
    </>
  );
}
