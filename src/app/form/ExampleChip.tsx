import { lazy } from "react";
import type { Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import { useTaskWords } from "../i18n/words.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { useApp } from "../store/context.tsx";
import { mediaOf } from "./media.ts";

/** No example of the first task has a sound. */
const PlayButton = lazy(async () => ({ default: (await import("./PlayButton.tsx")).PlayButton }));

interface ExampleChipProps {
  readonly example: Example;
  readonly inputs: Fields;
}

/** Fills the inputs with an example. A picture shows what it is; a sound can be heard first. */
export function ExampleChip({ example, inputs }: ExampleChipProps) {
  const taskWord = useTaskWords();
  const takeExample = useApp((state) => state.takeExample);
  const label = taskWord(`example.${example.id}`);
  const {
    pictures: [picture],
    sounds: [sound],
  } = mediaOf(example, inputs);
  // A picture says enough where it is all that the example brings.
  const isPicture = picture !== undefined && Object.keys(example.input).length === 1;
  const button = (
    <button
      aria-label={isPicture ? label : undefined}
      className={isPicture ? "thumb" : "chip"}
      data-example={example.id}
      onClick={() => void takeExample(example)}
      title={label}
      type="button"
    >
      {picture && <img alt="" height="42" loading="lazy" src={picture} width="56" />}
      {!isPicture && label}
    </button>
  );
  if (sound === undefined) return button;
  return (
    <span className="example-sound">
      <Late fallback={<span className="chip play" />}>
        <PlayButton label={label} source={sound} />
      </Late>
      {button}
    </span>
  );
}
