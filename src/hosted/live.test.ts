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
      const any = findTarget(`${provider}/any`, site, "");
      if (!any) throw new Error(`${provider} has no address.`);
      const id = named ?? (await listModels(any, key, fetch)).find((model) => small.test(model.id))?.id;
      if (id === undefined) throw new Error(`Set HOSTED_LIVE_${provider.toUpperCase()}: its list has no ${small}.`);
      return { ...any, id };
    }

    async function ask(taskId: TaskId, input: unknown, given = key) {
      const client = createHostedClient({
        ...{ fetch, clock: realClock, findSpeak, loadTask: loadHostedHalf },
        timeoutMs: { firstByte: 60_000, stall: 60_000 },
        keyOf: () => given,
        promptOf: () => undefined,
        findPrice: () => undefined,
        consentTo: async () => {},
        encodeMedia: async () => picture,
      });
      const options = { ...defaultsOf(definitionOf(taskId).options), max_new_tokens: 1000 };
      return client.run({ taskId, target: await targetOf(), input, options }, () => {}).outcome;
    }

    it("answers a chat, and counts its tokens", async () => {
      const messages = [{ role: "user", content: "What is 2 + 3? Answer with the number alone." }];
      expect(await ask("text-generation", { messages })).toMatchObject({
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
      const outcome = await ask("image-text-to-text", { messages: [{ role: "user", content }] });
      expect(outcome).toMatchObject({ type: "answered", output: { text: expect.stringMatching(/red/i) } });
    }, 120_000);

    it("tells a wrong key as one", async () => {
      const messages = [{ role: "user", content: "Hello" }];
      const outcome = await ask("text-generation", { messages }, "wrong");
      expect(outcome).toMatchObject({ type: "failed", failure: { code: "key-refused" } });
    }, 120_000);
  });
}

it("asks nobody unless it is told to", () => {
  expect(isLive || env.HOSTED_LIVE === undefined || env.HOSTED_LIVE === "").toBe(true);
});
