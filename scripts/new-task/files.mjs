/**
 * The files of a new task that runs: a text goes through one graph, and its labels come out, best first. What is particular
 * to the task then takes the place of each part.
 * @param {string} id the Hub's pipeline tag
 * @returns {Readonly<Record<string, string>>} by their paths
 */
export function filesOf(id) {
  const own = `src/tasks/${id}`;
  return {
    [`${own}/definition.ts`]: definitionOf(id),
    [`${own}/models.ts`]: models,
    [`${own}/examples.ts`]: examples,
    [`${own}/run.ts`]: run,
    [`${own}/visualizer.tsx`]: visualizer,
    [`${own}/fixture.ts`]: fixture,
    [`${own}/snippet.ts`]: snippet,
    [`${own}/messages/en.json`]: wordsOf(id, english),
    [`${own}/messages/zh-CN.json`]: wordsOf(id, chinese),
    [`e2e/tasks/${id}.ts`]: contract,
  };
}

/** @param {string} id */
const definitionOf = (id) => `import * as v from "valibot";
import { Scored } from "../common/labels/scored.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { maybeNumberOption } from "../options.ts";

export const definition = defineTask({
  id: "${id}",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  inputs: { text: textField() },
  options: { top_k: maybeNumberOption({ min: 1, max: 1000, step: 1, default: 5 }) },
  /** Best first. */
  output: v.array(Scored),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
`;

const models = `import type { ModelCard } from "../../hub/card.ts";

/** Each has a row in docs/checkpoints.md, which says what shows that it is there. */
export const models: readonly ModelCard[] = [
  {
    id: "Xenova/distilbert-base-uncased-finetuned-sst-2-english",
    family: "DistilBERT",
    parameters: "67M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp32: 268_000_000, q8: 67_600_000 },
    dtypes: ["fp32", "q8"],
  },
];
`;

const examples = `import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "first-en", language: "en", input: { text: "The room was quiet and the breakfast was good." } },
  { id: "first-zh", language: "zh-CN", input: { text: "房间很安静，早餐也不错。" } },
];
`;

const run = `import { Stopped } from "../../shared/errors.ts";
import { largestOf, softmax } from "../../shared/generation/sampling.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { encoderFeeds, tellTruncated } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    const { labelOf } = configLabelsOf(checkpoint.config);
    return { tokenizer, graph, labelOf, maxLength: maxTokensOf(checkpoint.config, tokenizer) };
  },

  async warmUp({ tokenizer, graph }) {
    await graph.run(encoderFeeds([tokenizer.encode("warm up")], tokenizer.padId));
  },

  preprocess({ tokenizer, maxLength }, { text }, _options, context) {
    const encoding = tokenizer.encode(text, { maxLength });
    tellTruncated([encoding], maxLength, context);
    return encoding;
  },

  async run({ tokenizer, graph }, encoding, _options, { signal }) {
    const outputs = await graph.run(encoderFeeds([encoding], tokenizer.padId));
    if (signal.aborted) throw new Stopped();
    return floatsOf(outputs, "logits").data;
  },

  postprocess({ labelOf }, logits, { top_k }) {
    const best = largestOf(softmax(logits), top_k ?? logits.length);
    return best.map(({ index, value }) => ({ label: labelOf(index), score: value }));
  },
});
`;

const visualizer = `import { Bars } from "../../ui/Bars.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View({ output, t, locale }) {
    if (output.length === 0) return <p className={parts.mute}>{t("view.empty")}</p>;
    return (
      <Bars
        caption={t("view.caption")}
        labelHead={t("view.label")}
        valueHead={t("view.score")}
        rows={output.map(({ label, score }) => ({ id: label, label, share: score, text: percentText(score, locale) }))}
      />
    );
  },
  toJson: (output) => output,
});
`;

const fixture = `import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { text: "The room was quiet and the breakfast was good." },
  empty: [],
  partial: [],
  final: [
    { label: "POSITIVE", score: 0.9 },
    { label: "NEGATIVE", score: 0.1 },
  ],
});
`;

const snippet = `import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {},
  python: { model: "ORTModelForSequenceClassification", parts: ["tokenizer"] },
};
`;

const contract = `import { compareScores } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { text: "textarea" },
  options: { top_k: "number" },
  parity: { compare: (ours, { output }, tolerance) => compareScores(ours, output, tolerance) },
};
`;

const english = {
  summary: "Says in a sentence what it does.",
  tags: "new",
  "input.text": "Text",
  "option.top_k.help": "Only the best are shown; left empty, all.",
  "view.empty": "There are no labels.",
  "view.caption": "Labels, the likeliest on top",
  "view.label": "Label",
  "view.score": "Score",
  "example.first-en": "A review",
  "example.first-zh": "A review in Chinese",
};

const chinese = {
  summary: "用一句话说明它做什么。",
  tags: "新",
  "input.text": "文本",
  "option.top_k.help": "只显示得分最高的几个；留空则全部显示。",
  "view.empty": "没有标签。",
  "view.caption": "标签，最可能的在最上面",
  "view.label": "标签",
  "view.score": "得分",
  "example.first-en": "一条英文评论",
  "example.first-zh": "一条评论",
};

/** @param {string} id @param {Readonly<Record<string, string>>} words */
function wordsOf(id, words) {
  const title = id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
  return `${JSON.stringify({ title, ...words }, null, 2)}\n`;
}

/**
 * The registry with one line more, in order.
 * @param {string} registry @param {string} id
 */
export function withEntry(registry, id) {
  const [head = "", ...entries] = registry.trimEnd().split("\n");
  return `${[head, ...[...entries, `export { definition as "${id}" } from "./${id}/definition.ts";`].sort()].join("\n")}\n`;
}

/**
 * docs/contract.md with the new task in its two tables.
 * @param {string} contract @param {string} id
 */
export function withRows(contract, id) {
  return contract
    .replace(/(\n\| inputs \| tasks \|\n.*\n)((?:\|.*\n)*)/, (_, head, rows) => {
      const own = /** @type {string[]} */ (rows.trimEnd().split("\n"));
      const place = own.findIndex((row) => row.startsWith("| `text` |"));
      const row = own[place];
      if (row === undefined) own.push(`| \`text\` | ${id} |`);
      else own[place] = row.replace(/ \|$/, `, ${id} |`);
      return `${head}${own.join("\n")}\n`;
    })
    .replace(
      /(\n\| task \| JSON \|\n(?:\|.*\n)*)/,
      (table) => `${table}| ${id} | \`[{label, score}]\`, best first |\n`,
    );
}
