import { type Anatomy, findAnatomy } from "../../hub/anatomy.ts";
import { openFiles } from "../../hub/files.ts";
import { totalOf } from "../../hub/model-parts.ts";
import { realClock } from "../../shared/clock.ts";
import { countText } from "../../ui/number.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { planIn } from "../store/selectors.ts";
import { useAsked } from "./asked.ts";
import { Looks } from "./Looks.tsx";

/** What a model is, drawn from its own `config.json`, which is fetched when this is opened and not before. */
export function ModelAnatomy() {
  const { t } = useWords();
  const sourcesOf = useApp((state) => state.sourcesOf);
  const { actual } = useApp(planIn);
  const isHosted = useApp(isHostedIn);
  const { model, revision } = actual;
  const name = `${model}@${revision}`;
  const { what, ask } = useAsked(name, read);
  if (isHosted) return null;

  /** @returns `null` where the model is no transformer */
  async function read(): Promise<Anatomy | null> {
    const { json } = await openFiles({ checkpoint: actual, sources: sourcesOf(model) }, () => {}, realClock);
    const config = await json("config.json");
    return config ? (findAnatomy(config) ?? null) : null;
  }

  return (
    <details
      className="anatomy"
      data-testid="anatomy"
      key={name}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void ask();
      }}
    >
      <summary>{t("anatomy.title")}</summary>
      {what === "asked" && <p role="status">{t("anatomy.asked")}</p>}
      {what === "unreachable" && <p role="alert">{t("anatomy.unreachable")}</p>}
      {what === null && <p>{t("anatomy.none")}</p>}
      {typeof what === "object" && what && <Shown anatomy={what} />}
    </details>
  );
}

const partNames = ["words", "places", "attention", "inner", "norms", "rest"] as const;

function Shown({ anatomy }: { readonly anatomy: Anatomy }) {
  const { t, locale } = useWords();
  const setLearn = useApp((state) => state.setLearn);
  const { branch, family, objective, stacks, width, vocabulary, context, parts } = anatomy;
  const total = parts && totalOf(parts);
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    [t("anatomy.family"), family],
    [t("anatomy.width"), countText(width, locale)],
    ...stacks.flatMap(({ role, layers, heads, keyHeads, inner }) => [
      [t(`anatomy.layers.${role}`), countText(layers, locale)] as const,
      [
        t(`anatomy.heads.${role}`),
        keyHeads === heads
          ? countText(heads, locale)
          : t("anatomy.heads.shared", { heads: countText(heads, locale), keys: countText(keyHeads, locale) }),
      ] as const,
      [t(`anatomy.inner.${role}`), inner === undefined ? undefined : countText(inner, locale)] as const,
    ]),
    [t("anatomy.vocabulary"), vocabulary === undefined ? undefined : countText(vocabulary, locale)],
    [t("anatomy.context"), context === undefined ? undefined : countText(context, locale)],
    [t("anatomy.parameters"), total === undefined ? undefined : countText(total, locale)],
  ];
  return (
    <div data-branch={branch}>
      <p>
        <b>{t(`anatomy.branch.${branch}`)}</b> {t(`anatomy.branch.${branch}.hint`)}
      </p>
      {objective && <p>{t(`anatomy.objective.${objective}`)}</p>}
      {(objective === "masked" || objective === "causal") && (
        <button className="chip" onClick={() => setLearn("objectives")} type="button">
          {t("anatomy.compare")}
        </button>
      )}
      <Looks branch={branch} stacks={stacks} />
      <p className="fit-foot">{t("anatomy.attention")}</p>
      <dl>
        {rows.map(([name, value]) =>
          value ? (
            <div className="fit-row" key={name}>
              <dt>{name}</dt>
              <dd className="num">{value}</dd>
            </div>
          ) : null,
        )}
        {parts &&
          total !== undefined &&
          partNames.map((part) =>
            parts[part] === 0 ? null : (
              <div className="fit-row anatomy-part" key={part}>
                <dt>{t(`anatomy.part.${part}`)}</dt>
                <dd className="num">{countText(parts[part], locale)}</dd>
                <dd aria-hidden="true" className="anatomy-track">
                  <span style={{ inlineSize: `${(100 * parts[part]) / total}%` }} />
                </dd>
              </div>
            ),
          )}
      </dl>
      <p className="fit-foot">{t("anatomy.original")}</p>
      <p className="fit-foot">{t("anatomy.foot")}</p>
    </div>
  );
}
