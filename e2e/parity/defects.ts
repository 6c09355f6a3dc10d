/** A mistake as one makes it, in one line of the source, and what must notice it. */
interface Defect {
  readonly name: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** The reference that turns red, and in which cases: the others must stay green. */
  readonly folder: string;
  readonly cases: readonly string[];
}

export const defects: readonly Defect[] = [
  {
    name: "a wrong pooling",
    file: "src/shared/vectors/pooling.ts",
    right: `else if (pooling !== "cls" && pooling !== "last") mean(own, real, into, pooling);`,
    wrong: `else if (pooling !== "cls" && pooling !== "last") into.set(own.subarray(0, width));`,
    folder: "minilm-feature-extraction",
    cases: ["mean", "mean-normalized", "many"],
  },
  {
    name: "a missing attention mask",
    file: "src/tasks/common/text/run/encoder.ts",
    right: "attention_mask: filled(({ ids }) => ids.map(() => 1), 0),",
    wrong: "attention_mask: filled(({ ids }) => ids.map(() => 1), 1),",
    folder: "minilm-feature-extraction",
    cases: ["many"],
  },
  {
    name: "a shifted offset",
    file: "src/tasks/token-classification/aggregate.ts",
    right: "return { ...best(scores, naming), word, start, end, index };",
    wrong: "return { ...best(scores, naming), word, start: start + 1, end: end + 1, index };",
    folder: "bert-token-classification",
    cases: ["news-none", "news-simple", "emoji", "full-stop", "spaces"],
  },
  {
    name: "a swapped channel order",
    file: "src/shared/image/prepared.ts",
    right: "settings.do_flip_channel_order ? 2 - from : from",
    wrong: "settings.do_flip_channel_order ? from : 2 - from",
    folder: "vit-image-classification",
    cases: ["exact", "wide", "tall", "large", "alpha", "turned", "top-two"],
  },
];
