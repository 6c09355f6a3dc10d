import { useState } from "react";
import type { Field } from "../../tasks/fields.ts";
import parts from "../../ui/parts.module.css";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { tokensSubjectOf } from "../inputs/draft.ts";
import { kinds } from "../inputs/kinds.ts";
import { useLazyPart, withWords } from "../lazy.ts";
import { useApp, useDraft } from "../store/context.tsx";
import { optionsIn } from "../store/selectors.ts";

interface TokensPanelProps {
  readonly name: string;
  readonly field: Field;
}

/**
 * What the model will read of a field, before it runs. The tokenizer comes when the panel is opened, never before, and
 * no weights with it.
 */
export function TokensPanel({ name, field }: TokensPanelProps) {
  const { t } = useWords();
  const needWords = useWordArea("later");
  const draft = useDraft(name);
  const perLine = useApp(optionsIn).per_line === true;
  const [open, setOpen] = useState(false);
  const { part, want } = useLazyPart(() => withWords(import("./TokenCounter.tsx"), needWords()));
  // Only texts are read by a tokenizer.
  if (kinds[field.kind].takes !== "text") return null;
  return (
    <details
      className={parts.details}
      data-testid={`tokens-${name}`}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        if (event.currentTarget.open) want();
      }}
    >
      <summary>{t("inputs.tokens")}</summary>
      {open && part && <part.TokenCounter subject={tokensSubjectOf(draft, perLine)} />}
    </details>
  );
}
