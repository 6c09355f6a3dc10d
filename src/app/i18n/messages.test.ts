import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setupI18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { errorCodes, FailureReason } from "../../shared/errors.ts";
import { definitionOf, type TaskId, taskIds } from "../../tasks/index.ts";
import { noticeCodes } from "../../tasks/run.ts";
import { errorRemedies } from "../errors.ts";
import { type Locale, locales } from "./locale.ts";

const source = join(import.meta.dirname, "..", "..");
const areas = ["chat", "device", "errors", "hosted", "inputs", "later", "learn", "models", "results", "shell"] as const;

const Catalog = v.record(v.string(), v.pipe(v.string(), v.minLength(1)));
type Catalog = v.InferOutput<typeof Catalog>;

function catalogAt(path: string): Catalog {
  return existsSync(path) ? v.parse(Catalog, JSON.parse(readFileSync(path, "utf8"))) : {};
}

const coreOf = (locale: Locale): Catalog =>
  Object.assign(
    {},
    ...areas.map((area) => catalogAt(join(source, "app", "i18n", "messages", locale, `${area}.json`))),
    ...["ui", "ui/views", "tasks/common", "tasks/common/views"].map((room) =>
      catalogAt(join(source, room, "messages", `${locale}.json`)),
    ),
  );
const taskOf = (id: string, locale: Locale): Catalog =>
  catalogAt(join(source, "tasks", id, "messages", `${locale}.json`));

function codeBelow(...folders: readonly string[]): string {
  const folder = join(source, ...folders);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|test-d)\.tsx?$/.test(path))
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .join("\n");
}

/** Names of the values that a message takes, sorted. */
function valuesOf(text: string): readonly string[] {
  const tokens: unknown = compileMessage(text);
  if (!Array.isArray(tokens)) return [];
  const names = tokens.flatMap((token) => (Array.isArray(token) ? [String(token[0])] : []));
  return [...new Set(names)].sort();
}

/** What is told with each reason where it is thrown. */
const known = {
  "box-outside": { box: "10, 10, 900, 40", width: "640", height: "480" },
  "box-untaken": {},
  "features-unknown": { features: "EncodecFeatureExtractor" },
  "file-pointer": { file: "model.onnx" },
  "file-page": { file: "config.json" },
  "graph-missing": { file: "model.onnx" },
  "inputs-unknown": { inputs: "task_id" },
  "tokenizer-missing": { file: "tokenizer.json" },
  "head-other": { architecture: "BertForMaskedLM" },
  "hosted-answer": {},
  "hosted-deaf": { host: "api.example" },
  "hosted-failed": { host: "api.example", said: "No such option." },
  "hosted-gated": { host: "api.example" },
  "hosted-server": {},
  "hosted-silent": { host: "api.example", seconds: "60" },
  "hosted-task": {},
  "hosted-unknown": { host: "api.example" },
  "hosted-unreachable": { host: "api.example" },
  "labels-few": { label: "good", least: "3" },
  "labels-single": { label: "good" },
  "labels-unread": { line: "4", found: "3" },
  "language-unknown": { asked: "xx" },
  "local-gone": {},
  "letters-unknown": { asked: "fra", known: "eng, deu" },
  "module-unknown": { module: "sentence_transformers.models.CNN" },
  "module-unreadable": { file: "2_Dense/model.safetensors" },
  "letters-unread": {},
  "no-times": {},
  "no-translation": {},
  "numbers-beyond": { given: "60000000", limit: "50000000" },
  "output-other": { output: "logits" },
  "pair-beyond": { limit: "512" },
  "preprocessor-missing": { file: "preprocessor_config.json" },
  "prompt-unread": {},
  "picture-mark": { mark: "<image>" },
  "picture-one": {},
  "task-alone": { task: "<OD>" },
  "point-outside": { x: "700", y: "20", width: "640", height: "480" },
  "picture-beyond": { width: "9000", height: "8000", max: "50" },
  "picture-stretched": { width: "90000", height: "224" },
  "pooled-already": {},
  "size-beyond": { unit: "items", given: "10001", limit: "10000" },
  "subtask-beyond": { subtask: "panoptic" },
  "slot-missing": { template: "This is about." },
  "encoder-beyond": { parameters: "110", need: "4840", limit: "3000" },
  "encoder-other": { family: "roberta" },
  "safetensors-missing": { file: "model.safetensors" },
  "speaker-missing": { given: "3", width: "512" },
  "speaker-unknown": { given: "7", last: "3" },
  "sound-short": { given: "10 ms", least: "25 ms" },
  "stride-beyond": { limit: "40", room: "8", stride: "12" },
  "temperature-unread": { given: "hot" },
  "template-missing": {},
  "template-refuses": { words: "Roles must alternate user/assistant." },
  "tokens-beyond": { given: "9000", limit: "8192" },
  "training-long": { given: "6.0", limit: "5" },
  "training-short": { given: "12", least: "66" },
} as const satisfies Record<FailureReason, Readonly<Record<string, string>>>;

/** What every failure of a provider tells. */
const hosted = { host: "api.example", origin: "https://site.example", seconds: "30" };

const core = coreOf("en");
const screen = codeBelow("app") + codeBelow("ui");
const tasks = codeBelow("tasks");

/** What is put together from a name: these families are checked by what they stand for, below. */
const families = /^(?:error|input|option|choice)\./;
/** `results.stage.${stage}` and the like. */
const prefixes = [...(screen + codeBelow("tasks", "common")).matchAll(/`([a-z]+\.[\w.-]*)\$\{/g)].map(
  (match) => match[1] ?? "",
);

describe("the core's words", () => {
  it.each(locales)("have the same keys and values in %s as in English", (locale) => {
    const other = coreOf(locale);
    expect(Object.keys(other).sort()).toEqual(Object.keys(core).sort());
    for (const [key, text] of Object.entries(core)) {
      expect({ key, values: valuesOf(other[key] ?? "") }).toEqual({ key, values: valuesOf(text) });
    }
  });

  it("are all used", () => {
    const code = screen + tasks;
    const isNamed = (key: string) =>
      code.includes(`"${key}"`) || code.includes(`"${key.replace(/^inputs\.notice\./, "")}"`);
    const unused = Object.keys(core).filter(
      (key) => !families.test(key) && !isNamed(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it("have a sentence and a remedy for every error, and no other", () => {
    const named = [...errorCodes, ...FailureReason.options.map((reason) => `because.${reason}`)];
    const expected = named.flatMap((code) => [`error.${code}`, `error.${code}.remedy`]);
    expect(Object.keys(core).filter((key) => key.startsWith("error."))).toEqual(expect.arrayContaining(expected));
    expect(Object.keys(catalogAt(join(source, "app", "i18n", "messages", "en", "errors.json"))).length).toBe(
      expected.length,
    );
  });

  it.each(locales)("say in %s what an error knows, with nothing left empty", (locale) => {
    const words = coreOf(locale);
    const i18n = setupI18n({ locale, messages: { [locale]: words } }).setMessagesCompiler(compileMessage);
    const asked = { ...hosted, model: "owner/name", device: "webgpu", dtype: "q4", field: "Text", task: "Fill-mask" };
    const keys = Object.keys(words).filter((key) => key.startsWith("error."));
    expect(keys.length).toBeGreaterThan(errorCodes.length);
    for (const key of keys) {
      const reason = key.split(".")[2] ?? "";
      const said = i18n._(key, { ...asked, ...(v.is(FailureReason, reason) ? known[reason] : {}) });
      expect({ key, said }).toEqual({
        key,
        said: expect.not.stringMatching(/undefined|“\s*”|\(\s*\)|（\s*）|\s\s|^[^\p{L}“]|\{\w/u),
      });
    }
  });

  it("name a button for every remedy and a notice for every code of a run", () => {
    const remedies = Object.values(errorRemedies).flat();
    const wanted = [
      ...remedies.map((remedy) => `results.remedy.${remedy}`),
      ...noticeCodes.map((code) => `notice.${code}`),
    ];
    expect(Object.keys(core)).toEqual(expect.arrayContaining(wanted));
  });

  it("use Chinese punctuation beside Chinese characters", () => {
    const wrong = Object.entries(coreOf("zh-CN")).filter(([, text]) => /\p{Script=Han}[,:;?!]/u.test(text));
    expect(wrong).toEqual([]);
  });
});

describe.each(taskIds)("the words of %s", (id) => {
  const own = taskOf(id, "en");

  it("have the same keys and values in every language", () => {
    for (const locale of locales) {
      const other = taskOf(id, locale);
      expect(Object.keys(other).sort()).toEqual(Object.keys(own).sort());
      for (const [key, text] of Object.entries(own)) {
        expect({ key, values: valuesOf(other[key] ?? "") }).toEqual({ key, values: valuesOf(text) });
      }
    }
  });

  it("name the task, its inputs, options, choices and examples", async () => {
    const missing = (await neededBy(id)).filter((key) => own[key] === undefined && core[key] === undefined);
    expect(missing).toEqual([]);
  });

  it("are all used", async () => {
    const code = codeBelow("tasks", id);
    const needed = new Set(await neededBy(id));
    const optional = /^(?:option\.\w+\.(?:help|unset)|input\.\w+\.placeholder|choice\.\w+\.\w+)$/;
    const unused = Object.keys(own).filter(
      (key) => !needed.has(key) && !optional.test(key) && !code.includes(`"${key}"`) && !isPutTogether(key, code),
    );
    expect(unused).toEqual([]);
  });
});

function isPutTogether(key: string, code: string): boolean {
  return [...code.matchAll(/`([a-z]+\.[\w.-]*)\$\{/g)].some((match) => key.startsWith(match[1] ?? ""));
}

async function neededBy(id: TaskId): Promise<readonly string[]> {
  const { inputs, options, examples } = definitionOf(id);
  const choices = Object.entries(options).flatMap(([name, option]) =>
    option.kind === "choice" && option.names === "messages"
      ? option.choices.map((choice) => `choice.${name}.${choice}`)
      : [],
  );
  return [
    "title",
    "summary",
    "tags",
    ...Object.keys(inputs).map((name) => `input.${name}`),
    ...Object.entries(options).flatMap(([name, { hidden }]) => (hidden ? [] : [`option.${name}`])),
    ...choices,
    ...(await examples()).map((example) => `example.${example.id}`),
  ];
}
