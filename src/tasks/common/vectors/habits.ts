import type { Pooling } from "../../../shared/vectors/pooling.ts";

/** What a family of embedding models was trained with, where the checkpoint's own files do not say it. */
export interface Habits {
  readonly pooling: Pooling;
  /** In front of a text that is looked for, and of the texts that are looked through. */
  readonly prompts: { readonly query?: string; readonly passage?: string };
  /** What texts that are compared with each other get. */
  readonly symmetric: "query" | "none";
}

/** From the model cards of intfloat/e5, BAAI/bge and Qwen/Qwen3-Embedding; the ONNX copies on the Hub leave them out. */
const families: readonly (readonly [RegExp, Habits])[] = [
  // "query: " also for symmetric tasks; the instruct models want a sentence of their own.
  [
    /(?:^|[/_-])e5(?:-(?!.*instruct)|$)/i,
    { pooling: "mean", prompts: { query: "query: ", passage: "passage: " }, symmetric: "query" },
  ],
  // The instruction is for short queries against long passages; nothing goes in front of anything else.
  [
    /(?:^|[/_-])bge-(?:small|base|large)-zh/i,
    { pooling: "cls", prompts: { query: "为这个句子生成表示以用于检索相关文章：" }, symmetric: "none" },
  ],
  [
    /(?:^|[/_-])bge-(?:small|base|large)-en/i,
    {
      pooling: "cls",
      prompts: { query: "Represent this sentence for searching relevant passages: " },
      symmetric: "none",
    },
  ],
  [/(?:^|[/_-])bge-m3/i, { pooling: "cls", prompts: {}, symmetric: "none" }],
  [/qwen3-embedding/i, { pooling: "last", prompts: {}, symmetric: "none" }],
];

/** @param names of a checkpoint: its id, and the one in its `config.json` that it was made from */
export function findHabits(names: readonly string[]): Habits | undefined {
  return families.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}
