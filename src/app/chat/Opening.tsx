import type { Example } from "../../tasks/definition.ts";
import { ExampleChip } from "../form/ExampleChip.tsx";
import { ExampleSources } from "../form/Examples.tsx";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn, findCardIn, modelIn } from "../store/selectors.ts";
import css from "./chat.module.css";

/** Before anything was said: who listens, and what one could ask. */
export function Opening() {
  const { t, locale } = useWords();
  const taskWord = useTaskWords();
  const model = useApp((state) => modelIn(state).model);
  const family = useApp((state) => findCardIn(state)?.family.toLowerCase() ?? "");
  const all = useApp((state) => state.examples[state.task]) ?? [];
  const own = all.filter((example) => example.family !== undefined && family.includes(example.family));
  const examples = own.length > 0 ? own : all.filter((example) => example.family === undefined);
  const isForAll = (example: Example) => own.length > 0 || example.language === locale;
  const { inputs } = useApp(definitionIn);
  const others = examples.filter((example) => !isForAll(example));
  return (
    <div className={css.opening}>
      <p className={css.greeting}>{t("chat.opening", { model: model.split("/").at(-1) ?? model })}</p>
      <p className="mute">{taskWord("summary")}</p>
      <fieldset aria-label={t("shell.examples")} className={css.cards}>
        {examples.filter(isForAll).map((example) => (
          <Card example={example} key={example.id} />
        ))}
      </fieldset>
      <fieldset aria-label={t("shell.examples")} className={`examples ${css.more}`}>
        {others.map((example) => (
          <ExampleChip example={example} inputs={inputs} key={example.id} />
        ))}
        <ExampleSources examples={examples} inputs={inputs} />
      </fieldset>
    </div>
  );
}

const isPicture = (words: string) => /^examples\/.*\.(?:jpg|png|webp)$/.test(words);

/** An example with the very words that it asks. */
function Card({ example }: { readonly example: Example }) {
  const taskWord = useTaskWords();
  const takeExample = useApp((state) => state.takeExample);
  const texts = Object.values(example.input).flat();
  const asked = texts.filter((words) => !words.startsWith("examples/"));
  return (
    <button className={css.card} data-example={example.id} onClick={() => void takeExample(example)} type="button">
      {texts.filter(isPicture).map((picture) => (
        <img alt="" height="40" key={picture} loading="lazy" src={picture} width="52" />
      ))}
      <span className={css.cardText}>
        <b>{taskWord(`example.${example.id}`)}</b>
        <span className={css.asked}>{asked.at(-1)}</span>
      </span>
    </button>
  );
}
