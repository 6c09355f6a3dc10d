import { useEffect, useLayoutEffect, useState } from "react";
import type { Hosted } from "../../hosted/desk.ts";
import type { HostedEntry } from "../../hosted/menu.ts";
import { findModelProblem, findModelRef } from "../../hub/reference.ts";
import { loadStored, type Stored } from "../../hub/stored.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn, entriesIn, type ModelEntry, modelIn, ownIn } from "../store/selectors.ts";
import type { Combobox } from "./combobox/combobox.ts";
import { keepFocus, Option } from "./combobox/Option.tsx";
import { ModelNotes } from "./ModelNotes.tsx";
import { searchFor } from "./search.ts";
import "../styles/menu.css";

interface ModelMenuProps {
  readonly combobox: Combobox;
  /** `undefined` while nothing is being typed. */
  readonly typed: string | undefined;
}

/** The curated models of the task, with what a reader wants to know before anything moves; and any other by its id. */
export function ModelMenu({ combobox, typed }: ModelMenuProps) {
  const { t } = useWords();
  const offered = useApp(entriesIn);
  const own = useApp(ownIn);
  const entries = [...own, ...offered];
  const model = useApp((state) => modelIn(state).model);
  const unpublished = useApp((state) => definitionIn(state).unpublished?.join(", "));
  const stored = useStored();
  const hosted = useApp((state) => state.hosted);
  const others = useApp((state) => state.hosted?.entriesFor(state.task) ?? none);
  useEffect(() => hosted?.listAll(), [hosted]);
  const text = typed?.trim() ?? "";
  const shown = entriesFor(entries, text);
  const shownHosted = hostedFor(others, text);
  const known = [...entries.map(({ id }) => id), ...shownHosted.map((entry) => entry.model)];
  const isModel = hosted?.isHosted(text) || findModelRef(text) !== undefined;
  const isNew = text !== "" && isModel && !known.includes(text);
  const problem = text === "" || isModel || shown.length > 0 ? undefined : findModelProblem(text);
  const keys = [...shown.map(({ id }) => id), ...shownHosted.map((entry) => entry.model), ...(isNew ? [text] : [])];
  useLayoutEffect(() => combobox.offer({ groups: [{ id: "models", keys }], best: undefined }));

  return (
    <div className="menu menu-models">
      <div
        aria-label={t("shell.model.list")}
        className="menu-list"
        id={combobox.listId}
        onMouseDown={keepFocus}
        role="listbox"
        tabIndex={-1}
      >
        {shown.map((entry) => (
          <Option
            combobox={combobox}
            isSelected={entry.id === model}
            key={entry.id}
            optionKey={entry.id}
            value={entry.id}
          >
            <ModelNotes entry={entry} stored={stored?.get(entry.id) ?? []} />
          </Option>
        ))}
        {shownHosted.length > 0 && (
          <div className="menu-head" role="presentation">
            {t("hosted.list")}
          </div>
        )}
        {shownHosted.map((entry) => (
          <Option
            combobox={combobox}
            isSelected={entry.model === model}
            key={entry.model}
            optionKey={entry.model}
            value={entry.model}
          >
            <HostedNotes entry={entry} />
          </Option>
        ))}
        {isNew && (
          <Option combobox={combobox} isSelected={text === model} optionKey={text}>
            {t("shell.model.use", { model: text })}
          </Option>
        )}
      </div>
      <p className="menu-foot" data-bad={problem !== undefined || undefined} role="status">
        {problem ? t("notice.model-not-found", { model: text, problem }) : t("shell.model.any")}
        {!problem && hosted && others.length > 0 && ` ${t("hosted.list.more", { prefixes: prefixesOf(hosted) })}`}
      </p>
      {unpublished && <p className="menu-foot">{t("shell.model.unpublished", { families: unpublished })}</p>}
    </div>
  );
}

/** A provider may offer hundreds. */
const mostHosted = 40;
const none: readonly never[] = [];

/** Those whose id or name has all words of a text. */
function hostedFor(entries: readonly HostedEntry[], text: string): readonly HostedEntry[] {
  const hasWords = searchFor(text);
  return entries.filter(({ model, name = "" }) => hasWords(`${model} ${name}`.toLowerCase())).slice(0, mostHosted);
}

function prefixesOf({ site: { providers, servers } }: Hosted): string {
  const named = new Set<string>(servers.length > 0 ? [...providers, "server"] : providers);
  return [...named].map((provider) => `${provider}/`).join(", ");
}

/** What a provider tells of a model of its own. */
function HostedNotes({ entry: { model, name, context, price } }: { readonly entry: HostedEntry }) {
  const { t, locale } = useWords();
  const count = (tokens: number) => new Intl.NumberFormat(locale, { notation: "compact" }).format(tokens);
  const dollars = (amount: number) =>
    new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }).format(amount);
  const notes = [
    name,
    context === undefined ? "" : t("hosted.context", { count: count(context) }),
    price && t("hosted.price", { input: dollars(price.input), output: dollars(price.output) }),
  ];
  return (
    <>
      <span className="menu-id">{model}</span>
      <span className="menu-note">{notes.filter(Boolean).join(" · ")}</span>
    </>
  );
}

function useStored(): Stored | undefined {
  const [stored, setStored] = useState<Stored>();
  useEffect(() => {
    void loadStored().then(setStored);
  }, []);
  return stored;
}

/** The models that what is typed may mean; all of them while nothing is typed. */
export function entriesFor(entries: readonly ModelEntry[], text: string): readonly ModelEntry[] {
  const hasWords = searchFor(text);
  return entries.filter(({ id, card }) =>
    hasWords([id, card?.family, card?.licence, ...(card?.languages ?? [])].join(" ").toLowerCase()),
  );
}
