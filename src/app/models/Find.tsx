import { type KeyboardEvent, useId } from "react";
import { findModelRef } from "../../hub/reference.ts";
import { type Hit, type SearchOutcome, searchOrders } from "../../hub/search.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { modelIn } from "../store/selectors.ts";
import css from "./get.module.css";
import { HitSize } from "./HitSize.tsx";
import { type SearchProps, useHits } from "./hits.ts";

/** Searches the Hub for models of the task; what is chosen becomes the model of the page. */
export function Find({ search, setSearch }: SearchProps) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const id = useId();
  const { text, order } = search;
  const model = useApp((state) => modelIn(state).model);
  const { outcome, isAsking, hits, choose } = useHits(search, true);
  const typed = text.includes("/") && findModelRef(text) ? text.trim() : undefined;

  return (
    <section aria-label={t("find.title")} className={css.part} onKeyDown={moveByArrows}>
      <div className={css.row}>
        <label className={css.grow}>
          <span className={css.label}>{t("find.label", { task: taskWord("title") })}</span>
          <input
            aria-controls={`${id}-hits`}
            autoCapitalize="off"
            autoComplete="off"
            className={css.input}
            data-testid="model-search"
            onChange={(event) => setSearch({ text: event.currentTarget.value, order })}
            placeholder={t("find.placeholder")}
            spellCheck={false}
            type="search"
            value={text}
          />
        </label>
        <label>
          <span className={css.label}>{t("find.order")}</span>
          <select
            className={css.input}
            onChange={({ currentTarget: { value } }) =>
              setSearch({ text, order: searchOrders.find((one) => one === value) ?? order })
            }
            value={order}
          >
            {searchOrders.map((one) => (
              <option key={one} value={one}>
                {t(`find.order.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className={css.hint} role="status">
        {isAsking ? t("find.asking") : outcome && <Told count={hits.length} outcome={outcome} />}
      </p>
      <ul className={css.hits} id={`${id}-hits`}>
        {typed !== undefined && (
          <li>
            <button
              className={css.hit}
              data-model={findModelRef(typed)?.model}
              onClick={() => choose(typed)}
              type="button"
            >
              {t("find.use", { model: typed })}
            </button>
          </li>
        )}
        {hits.map((hit) => (
          <li key={hit.model}>
            <button
              aria-pressed={hit.model === model}
              className={css.hit}
              data-model={hit.model}
              data-testid="model-hit"
              onClick={() => choose(hit.model)}
              type="button"
            >
              <span className={css.id}>{hit.model}</span>
              <HitFacts hit={hit} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ outcome, count }: { readonly outcome: SearchOutcome; readonly count: number }) {
  const { t } = useWords();
  return outcome.status === "found" ? t("find.found", { host: outcome.host, count }) : t(`find.${outcome.status}`);
}

/** Of more, only how many more. */
const mostLanguages = 3;

function languagesText(codes: readonly string[], locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "none" });
  const known = codes.flatMap((code) => names.of(code) ?? []);
  const more = known.length > mostLanguages ? [`+${known.length - mostLanguages}`] : [];
  return [...known.slice(0, mostLanguages), ...more].join(", ");
}

function HitFacts({ hit: { model, downloads, likes, licence, languages, gated } }: { readonly hit: Hit }) {
  const { t, locale } = useWords();
  const count = (value: number) => new Intl.NumberFormat(locale, { notation: "compact" }).format(value);
  const facts = [
    downloads !== undefined && t("find.downloads", { count: count(downloads) }),
    likes !== undefined && t("find.likes", { count: count(likes) }),
    languagesText(languages, locale),
    licence,
    gated && t("find.gated"),
  ];
  return (
    <span className={css.facts}>
      {facts.filter(Boolean).join(" · ")}
      <HitSize model={model} />
    </span>
  );
}

/** Up and down from the field through what was found, and back. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || event.target instanceof HTMLSelectElement) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, li > button")];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
