import { type About, type CardExample, readAbout } from "../../hub/about.ts";
import { dtypesOf } from "../../hub/graph-files.ts";
import { findWeight } from "../../hub/weight.ts";
import { isTaskId, type TaskId } from "../../tasks/index.ts";
import { Markdown } from "../../ui/Markdown.tsx";
import { bytesText } from "../format.ts";
import { useTaskTitle, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { definitionIn, modelIn } from "../store/selectors.ts";
import { useAsked } from "./asked.ts";
import { taskFor } from "./choose.ts";
import css from "./get.module.css";

/** What the chosen model says of itself: asked for when this is opened and not before, and not kept. */
export function ModelAbout({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const sourcesOf = useApp((state) => state.sourcesOf);
  const model = useApp((state) => modelIn(state).model);
  const revision = useApp((state) => modelIn(state).revision);
  const isHosted = useApp(isHostedIn);
  const name = `${model}@${revision}`;
  const { what, ask } = useAsked(name, () =>
    readAbout({ model, revision }, sourcesOf(model), (url, init) => fetch(url, init)),
  );
  if (isHosted || model === "") return null;
  return (
    <details
      className={`${css.part} ${css.files}`}
      data-testid="model-about"
      key={name}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void ask();
      }}
    >
      <summary>{t("about.title")}</summary>
      {what === "asked" && <p role="status">{t("about.asked")}</p>}
      {what === "unreachable" && <p role="alert">{t("about.unreachable")}</p>}
      {typeof what === "object" && <Told about={what} onClose={onClose} />}
    </details>
  );
}

function Told({ about, onClose }: { readonly about: About; onClose(): void }) {
  const { t } = useWords();
  const { listing, card } = about;
  const files = [...(listing ?? [])];
  const bases = [...new Set(files.flatMap(([file]) => findWeight(file)?.base ?? []))];
  return (
    <>
      <Purpose about={about} onClose={onClose} />
      {bases.map((base) => (
        <p className={css.facts} key={base}>
          {base}.onnx: {dtypesOf([...files.map(([file]) => file)], base).join(", ")}
        </p>
      ))}
      <CardExamples examples={about.examples} onClose={onClose} />
      {files.length > 0 && (
        <details>
          <summary>{t("download.files", { count: files.length })}</summary>
          <ul>
            {files.map(([file, { bytes }]) => (
              <li className="num" key={file}>
                <span>{file}</span>
                <span>{bytes === undefined ? "" : bytesText(bytes)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {card ? (
        // A scroller that the keyboard reaches.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
        <section aria-label={t("about.card")} className={css.card} tabIndex={0}>
          <Markdown t={t} text={card} />
        </section>
      ) : (
        <p className={css.hint}>{t("about.card.none")}</p>
      )}
    </>
  );
}

/** Which task the model is for, and a way there where that is another one. */
function Purpose({ about: { task, architectures }, onClose }: { readonly about: About; onClose(): void }) {
  const { t } = useWords();
  const title = useTaskTitle();
  const current = useApp((state) => state.task);
  const model = useApp((state) => modelIn(state).model);
  const revision = useApp((state) => modelIn(state).revision);
  const setTask = useApp((state) => state.setTask);
  const setModel = useApp((state) => state.setModel);
  const told = task !== undefined && isTaskId(task) ? task : undefined;
  const meant = told ?? (architectures.length > 0 ? taskFor({ architectures }, current) : undefined);
  if (!meant) return null;
  async function go(there: TaskId): Promise<void> {
    onClose();
    if (await setTask(there)) setModel(`${model}@${revision}`);
  }
  return (
    <p className={css.row}>
      <span className={css.grow}>{t("about.task", { task: title(meant) })}</span>
      {meant !== current && (
        <button className="chip" onClick={() => void go(meant)} type="button">
          {t("models.open", { task: title(meant) })}
        </button>
      )}
    </p>
  );
}

/** What the model's card tries it with, where the task on screen takes such inputs. */
function CardExamples({ examples, onClose }: { readonly examples: readonly CardExample[]; onClose(): void }) {
  const { t } = useWords();
  const { inputs } = useApp(definitionIn);
  const takeExample = useApp((state) => state.takeExample);
  const fitting = examples.filter(({ input }) => Object.keys(input).every((name) => name in inputs));
  if (fitting.length === 0) return null;
  return (
    <div className={css.row}>
      <span className={css.facts}>{t("about.examples")}</span>
      {fitting.slice(0, mostExamples).map(({ title, input }) => (
        <button
          className={`chip ${css.example}`}
          data-testid="card-example"
          key={`${title} ${JSON.stringify(input)}`}
          onClick={() => {
            onClose();
            void takeExample({ id: title, language: "en", input });
          }}
          title={title}
          type="button"
        >
          {title}
        </button>
      ))}
    </div>
  );
}

const mostExamples = 8;
