import type { Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { ExampleChip } from "./ExampleChip.tsx";
import { mediaOf } from "./media.ts";
import { type Source, sources } from "./sources.ts";

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
      <ExampleSources examples={examples} inputs={inputs} />
    </fieldset>
  );
}

/** Who made the pictures and sounds. Texts are our own. */
export function ExampleSources({
  examples,
  inputs,
}: {
  readonly examples: readonly Example[];
  readonly inputs: Fields;
}) {
  const { t, locale } = useWords();
  const paths = examples.flatMap((example) => Object.values(mediaOf(example, inputs)).flat());
  const named = paths.flatMap((path) => sources[path] ?? []);
  const texts = new Set(named.map(({ by, licence }: Source) => t(`shell.example.licence.${licence}`, { by })));
  if (texts.size === 0) return null;
  const list = new Intl.ListFormat(locale);
  return <p className="example-sources">{t("shell.example.sources", { list: list.format(texts) })}</p>;
}
