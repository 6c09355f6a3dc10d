import type { OptionValue } from "../options.ts";
import type { SnippetNote, SnippetRun } from "../snippet.ts";

/** What stands in front of each text; `auto` is the query prompt of the checkpoint that ships with this project. */
export function prefixOf({ options, isEmbedded }: SnippetRun): string {
  const { prompt_name: name } = options;
  if (name === "query" || (name === "auto" && isEmbedded)) return "query: ";
  return name === "passage" ? "passage: " : "";
}

export function promptNotes({ options, isEmbedded }: SnippetRun): readonly SnippetNote[] {
  return options.prompt_name === "auto" && !isEmbedded ? ["prompt"] : [];
}

/** Python's pipeline gives a vector a token; these lines make one of each text, as the model cards do. */
export function poolLines(pooling: OptionValue | undefined, normalize: boolean): readonly string[] {
  const pooled = {
    mean: "vectors = (hidden * mask).sum(1) / mask.sum(1)",
    cls: "vectors = hidden[:, 0]",
    last: "vectors = hidden[torch.arange(len(hidden)), mask.sum(1).long().flatten() - 1]",
    none: "vectors = hidden  # one vector a token",
  } as const;
  const chosen = pooling === "cls" || pooling === "last" || pooling === "none" ? pooling : "mean";
  return [
    "hidden = model(**encoded).last_hidden_state",
    ...(chosen === "mean" || chosen === "last" ? ['mask = encoded["attention_mask"].unsqueeze(-1)'] : []),
    pooled[chosen],
    ...(normalize ? ["vectors = torch.nn.functional.normalize(vectors, dim=-1)"] : []),
  ];
}
