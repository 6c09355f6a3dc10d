import type { Pooling } from "../../../shared/vectors/pooling.ts";
import type { SnippetNote, SnippetRun } from "../../snippet.ts";
import { findHabits } from "./habits.ts";

/** What stands in front of each text. */
export function prefixOf({ options, model }: SnippetRun): string {
  const habits = findHabits([model]);
  const { prompt_name: name } = options;
  if (name === "query" || (name === "auto" && habits?.symmetric === "query")) return habits?.prompts.query ?? "";
  return name === "passage" ? (habits?.prompts.passage ?? "") : "";
}

export function promptNotes({ options, model }: SnippetRun): readonly SnippetNote[] {
  return options.prompt_name !== "none" && findHabits([model]) === undefined ? ["prompt"] : [];
}

/** How one vector is made of those of the tokens; for a model that we do not know, as most are. */
export function poolingOf({ options, model }: SnippetRun): Pooling | "none" {
  const { pooling } = options;
  if (pooling === "none" || pooling === "cls" || pooling === "last" || pooling === "mean") return pooling;
  return findHabits([model])?.pooling ?? "mean";
}

/** Python's pipeline gives a vector a token; these lines make one of each text, as the model cards do. */
export function poolLines(run: SnippetRun, normalize: boolean): readonly string[] {
  const pooled = {
    mean: "vectors = (hidden * mask).sum(1) / mask.sum(1)",
    cls: "vectors = hidden[:, 0]",
    last: "vectors = hidden[torch.arange(len(hidden)), mask.sum(1).long().flatten() - 1]",
    none: "vectors = hidden  # one vector a token",
  } as const;
  const chosen = poolingOf(run);
  return [
    "hidden = model(**encoded).last_hidden_state",
    ...(chosen === "mean" || chosen === "last" ? ['mask = encoded["attention_mask"].unsqueeze(-1)'] : []),
    pooled[chosen],
    ...(normalize ? ["vectors = torch.nn.functional.normalize(vectors, dim=-1)"] : []),
  ];
}
