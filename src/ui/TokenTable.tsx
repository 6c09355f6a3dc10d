import { toCsv } from "../shared/csv.ts";
import { DownloadButton } from "./DownloadButton.tsx";
import { percentText } from "./number.ts";
import parts from "./parts.module.css";
import { type Column, SortableTable } from "./SortableTable.tsx";
import type { Token } from "./TokenText.tsx";
import { visibleText } from "./token.ts";
import type { Speaking } from "./words.ts";

interface TokenTableProps extends Speaking {
  readonly tokens: readonly Token[];
}

interface Row {
  readonly token: Token;
  readonly place: number;
}

/** Where the token stood among those that might have been written; what is beyond the known ones is left open. */
function rankOf({ id, top }: Token): number | undefined {
  const place = top.findIndex((candidate) => candidate.id === id);
  return place < 0 ? undefined : place + 1;
}

/** The best of the others at its place. */
function rivalOf({ id, top }: Token) {
  return top.find((candidate) => candidate.id !== id);
}

/** Each token with its probability, its rank and the best of the others, to read, to sort or to take along. */
export function TokenTable({ tokens, t, locale }: TokenTableProps) {
  const numeric = true;
  const columns: readonly Column<Row>[] = [
    { id: "place", head: "#", cell: ({ place }) => place + 1, sortValue: ({ place }) => place, numeric },
    {
      id: "token",
      head: t("ui.token.token"),
      cell: ({ token }) => <code>{visibleText(token.text)}</code>,
      sortValue: ({ token }) => token.text,
    },
    { id: "id", head: t("ui.token.id"), cell: ({ token }) => token.id, sortValue: ({ token }) => token.id, numeric },
    {
      id: "probability",
      head: t("ui.token.probability"),
      cell: ({ token }) => percentText(token.probability, locale),
      sortValue: ({ token }) => token.probability,
      numeric,
    },
    {
      id: "rank",
      head: t("ui.token.rank"),
      cell: ({ token }) => rankOf(token) ?? `> ${token.top.length}`,
      sortValue: ({ token }) => rankOf(token) ?? token.top.length + 1,
      numeric,
    },
    {
      id: "rival",
      head: t("ui.token.rival"),
      cell: ({ token }) => {
        const rival = rivalOf(token);
        return rival && `${visibleText(rival.text)} ${percentText(rival.probability, locale)}`;
      },
      sortValue: ({ token }) => rivalOf(token)?.probability ?? 0,
      numeric,
    },
  ];
  return (
    <div>
      <SortableTable
        caption={t("ui.token.table")}
        columns={columns}
        keyOf={({ place }) => place}
        locale={locale}
        rows={tokens.map((token, place) => ({ token, place }))}
        t={t}
      />
      <p className={parts.row}>
        <DownloadButton label="CSV" name="tokens.csv" make={() => new Blob([csvOf(tokens)], { type: "text/csv" })} />
      </p>
    </div>
  );
}

function csvOf(tokens: readonly Token[]): string {
  const rows = tokens.map((token, place) => {
    const rival = rivalOf(token);
    const others = [rival?.id ?? "", rival?.text ?? "", rival?.probability ?? ""];
    return [place, token.id, token.text, token.probability, rankOf(token) ?? "", ...others];
  });
  return toCsv([
    ["place", "id", "text", "probability", "rank", "rival_id", "rival_text", "rival_probability"],
    ...rows,
  ]);
}
