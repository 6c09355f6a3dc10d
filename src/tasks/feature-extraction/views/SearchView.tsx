import { type FormEvent, useId, useState } from "react";
import { decimalText } from "../../../ui/number.ts";
import parts from "../../../ui/parts.module.css";
import { RowGrid } from "../../../ui/RowGrid.tsx";
import type { Speaking } from "../../../ui/words.ts";
import { rankVerb } from "../../common/vectors/maths/protocol.ts";
import { type Kept, useDerived } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";
import { Pending } from "./Pending.tsx";
import type { Selection } from "./selection.ts";
import css from "./views.module.css";

/** A query's vector, and what went in front of the query. */
export interface Query {
  readonly vector: Float32Array<ArrayBuffer>;
  readonly prefix: string;
}

interface SearchViewProps extends Speaking<Key>, Selection {
  readonly labels: readonly string[];
  readonly kept: Kept | undefined;
  readonly onQuery: (text: string) => Promise<Query>;
}

type Asked =
  | { readonly status: "none" | "asking" | "failed" }
  | { readonly status: "found"; readonly text: string; readonly query: Query; readonly number: number };

/** Ranks the texts by a query, which the same model reads. */
export function SearchView({ labels, kept, onQuery, t, locale, ...selection }: SearchViewProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<Asked>({ status: "none" });
  const found = asked.status === "found" ? asked : undefined;
  const question = found && { vector: found.query.vector };
  const ranking = useDerived(kept, rankVerb, question, `query ${found?.number ?? 0}`);

  async function ask(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === "") return;
    setAsked({ status: "asking" });
    try {
      const query = await onQuery(text);
      setAsked({ status: "found", text, query, number: performance.now() });
    } catch {
      setAsked({ status: "failed" });
    }
  }

  return (
    <div className={css.stack}>
      <form className={css.search} onSubmit={(event) => void ask(event)}>
        <label htmlFor={id} className={parts.hidden}>
          {t("view.query")}
        </label>
        <input
          id={id}
          type="search"
          className={css.query}
          value={text}
          placeholder={t("view.query-hint")}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className={parts.chip} disabled={asked.status === "asking" || text.trim() === ""}>
          {t("view.rank")}
        </button>
      </form>
      <p className={parts.mute} role="status">
        {asked.status === "none" && t("view.query-empty")}
        {asked.status === "asking" && t("view.asking")}
        {asked.status === "failed" && t("view.query-failed")}
        {found && ranking.status === "done" && t("view.ranked", { text: found.text, count: labels.length })}
        {found && found.query.prefix !== "" && ` ${t("view.query-prefix", { prefix: found.query.prefix.trim() })}`}
      </p>
      {found && ranking.status !== "done" && (
        <Pending derived={ranking} message="view.comparing" t={t} locale={locale} />
      )}
      {found && ranking.status === "done" && (
        <RowGrid
          caption={t("view.ranked", { text: found.text, count: labels.length })}
          columns={[
            { id: "rank", head: t("view.place"), width: "56px", isNumber: true },
            { id: "text", head: t("ui.text") },
            { id: "score", head: t("ui.similarity.cosine"), width: "80px", isNumber: true },
          ]}
          rows={ranking.value.places}
          {...selection}
          cell={(row, column, line) => {
            if (column === "rank") return line + 1;
            if (column === "score") return decimalText(ranking.value.scores[line] ?? 0, locale, 3);
            return <span title={labels[row]}>{labels[row]}</span>;
          }}
        />
      )}
    </div>
  );
}
