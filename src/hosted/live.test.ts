import { describe, expect, it } from "vitest";
import { realClock } from "../shared/clock.ts";
import type { Provider } from "../shared/site.ts";
import { definitionOf, type TaskId } from "../tasks/index.ts";
import { defaultsOf } from "../tasks/options.ts";
import { createHostedClient } from "./client.ts";
import { loadHostedHalf } from "./halves.ts";
import { listModels } from "./list.ts";
import { findSpeak } from "./speakers.ts";
import { findTarget } from "./target.ts";

/** Where each key is looked for, and what its small models are called. They are asked only with `HOSTED_LIVE=1` (docs/hosted.md). */
const providers = [
  ["anthropic", "ANTHROPIC_API_KEY", /haiku/],
  ["google", "GEMINI_API_KEY", /^gemini-.*flash-lite$|^gemini-.*flash$/],
  ["openai", "OPENAI_API_KEY", /^gpt-.*-mini$/],
  ["mistral", "MISTRAL_API_KEY", /small-latest$/],
  ["hf", "HF_TOKEN", /gemma-3-.*it|Qwen2\.5-VL/],
] as const satisfies readonly (readonly [Provider, string, RegExp])[];

const { env } = process;
const isLive = env.HOSTED_LIVE === "1";
/** A red pixel as PNG, eight wide and high. */
const picture = {
  mime: "image/png",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII=",
};

/** What any of them knows. */
const tasks: readonly (readonly [task: TaskId, input: object, output: unknown])[] = [
  [
    "summarization",
    { text: "Ada kept a lighthouse for forty years." },
    [{ value: { text: expect.stringMatching(/\w/) } }],
  ],
  ["translation", { text: "Good morning" }, [{ value: { text: expect.stringMatching(/\S/) } }]],
  [
    "text-classification",
    { text: "I love it." },
    { labels: expect.arrayContaining([expect.stringMatching(/positive/i)]) },
  ],
  [
    "zero-shot-classification",
    { text: "A goal", candidate_labels: ["sport", "art"] },
    [{ label: "sport" }, { label: "art" }],
  ],
  ["question-answering", { question: "Who sang?", context: "The singer was Ada" }, { answers: [{ answer: "Ada" }] }],
  ["token-classification", { text: "Hello Ada" }, [{ value: { simple: [{ word: "Ada", start: 6, end: 9 }] } }]],
];

for (const [provider, variable, small] of providers) {
  const key = env[variable] ?? "";
  if (!isLive) continue;
  if (key === "") {
    console.log(`not asked: ${provider}, since ${variable} is not set`);
    continue;
  }
  describe(`${provider} itself`, () => {
    async function targetOf() {
      const named = env[`HOSTED_LIVE_${provider.toUpperCase()}`];
      const site = { providers: [provider], servers: [], baseUrls: {} };
      // Other ids of Google are models of the Hub.
      const any = findTarget(`${provider}/${provider === "google" ? "gemini" : "any"}`, site, "");
      if (!any) throw new Error(`${provider} has no address.`);
      const id = named ?? (await listModels(any, key, fetch)).find((model) => small.test(model.id))?.id;
      if (id === undefined) throw new Error(`Set HOSTED_LIVE_${provider.toUpperCase()}: its list has no ${small}.`);
      return { ...any, id };
    }

    async function ask(taskId: TaskId, input: unknown, { given = key, id }: { given?: string; id?: string } = {}) {
      const client = createHostedClient({
        ...{ fetch, clock: realClock, findSpeak, loadTask: loadHostedHalf },
        timeoutMs: { firstByte: 60_000, stall: 60_000 },
        keyOf: () => given,
        promptOf: () => undefined,
        findPrice: () => undefined,
        consentTo: async () => {},
        encodeMedia: async () => picture,
      });
      const usual = defaultsOf(definitionOf(taskId).options);
      const options = "max_new_tokens" in usual ? { ...usual, max_new_tokens: 1000 } : usual;
      const target = await targetOf();
      return client.run({ taskId, target: id === undefined ? target : { ...target, id }, input, options }, () => {});
    }

    it("answers a chat, and counts its tokens", async () => {
      const messages = [{ role: "user", content: "What is 2 + 3? Answer with the number alone." }];
      expect(await (await ask("text-generation", { messages })).outcome).toMatchObject({
        type: "answered",
        output: { text: expect.stringContaining("5"), finish: "end" },
        hosted: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
      });
    }, 120_000);

    it("sees a picture", async () => {
      const image = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
      const content = [
        { type: "image", image },
        { type: "text", text: "Which colour is this? One word." },
      ];
      const { outcome: asked } = await ask("image-text-to-text", { messages: [{ role: "user", content }] });
      const outcome = await asked;
      expect(outcome).toMatchObject({ type: "answered", output: { text: expect.stringMatching(/red/i) } });
    }, 120_000);

    it.each(tasks)(
      "does %s",
      async (taskId, input, output) => {
        expect(await (await ask(taskId, input)).outcome).toMatchObject({ type: "answered", output });
      },
      120_000,
    );

    it("is stopped at once", async () => {
      const messages = [{ role: "user", content: "Write a long story about a lighthouse." }];
      const { outcome, stop } = await ask("text-generation", { messages });
      const began = performance.now();
      stop();
      expect(await outcome).toEqual({ type: "cancelled" });
      expect(performance.now() - began).toBeLessThan(300);
    }, 120_000);

    it.each([
      ["a wrong key", { given: "wrong" }, "key-refused"],
      ["an unknown model", { id: `${provider === "hf" ? "nobody/" : ""}fault-unknown` }, "model-not-found"],
    ] as const)(
      "tells %s as one",
      async (_what, how, code) => {
        const messages = [{ role: "user", content: "Hello" }];
        const { outcome } = await ask("text-generation", { messages }, how);
        expect(await outcome).toMatchObject({ type: "failed", failure: { code } });
      },
      120_000,
    );
  });
}

it("asks nobody unless it is told to", () => {
  expect(isLive || env.HOSTED_LIVE === undefined || env.HOSTED_LIVE === "").toBe(true);
});
