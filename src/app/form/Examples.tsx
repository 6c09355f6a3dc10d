import type { Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";

/** Ready examples, those in the reader's language first. */
export function Examples() {
  const { t, locale } = useWords();
  const task = useApp((state) => state.task);
  const examples = useApp((state) => state.examples[task]) ?? [];
  const { inputs } = useApp(definitionIn);
  if (examples.length === 0) return null;
  const sorted = [...examples].sort((a, b) => Number(b.language === locale) - Number(a.language === locale));
  return (
    <fieldset aria-label={t("shell.examples")} className="examples">
      <span className="mute">{t("shell.examples")}</span>
      {sorted.map((example) => (
        <ExampleChip example={example} inputs={inputs} key={example.id} />
      ))}
    </fieldset>
  );
}

function ExampleChip({ example, inputs }: { readonly example: Example; readonly inputs: Fields }) {
  const taskWord = useTaskWords();
  const takeExample = useApp((state) => state.takeExample);
  const label = taskWord(`example.${example.id}`);
  const picture = findPicture(example, inputs);
  return (
    <button
      aria-label={picture ? label : undefined}
      className={picture ? "thumb" : "chip"}
      data-example={example.id}
      onClick={() => void takeExample(example)}
      title={label}
      type="button"
    >
      {picture ? <img alt="" height="42" loading="lazy" src={picture} width="56" /> : label}
    </button>
  );
}

/** The address of the first picture of an example. */
function findPicture(example: Example, inputs: Fields): string | undefined {
  const [, path] = Object.entries(example.input).find(([name]) => inputs[name]?.kind === "image") ?? [];
  return typeof path === "string" ? path : path?.[0];
}
