import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testKey } from "../../scripts/hosted/faults.mjs";
import { type Provider as Server, startProvider } from "../../scripts/hosted/server.mjs";
import { realClock } from "../shared/clock.ts";
import type { Provider } from "../shared/site.ts";
import { definitionOf, type TaskId } from "../tasks/index.ts";
import { defaultsOf } from "../tasks/options.ts";
import { createHostedClient, type HostedEvent, type HostedPorts } from "./client.ts";
import { loadHostedHalf } from "./halves.ts";
import { encodeMedia } from "./media.ts";
import { findSpeak } from "./speakers.ts";
import { findBase } from "./target.ts";

const protocolOf = {
  anthropic: "anthropic",
  google: "google",
  openai: "openai",
  mistral: "openai",
  hf: "openai",
  server: "openai",
} as const;
const providers = ["anthropic", "google", "openai", "mistral", "hf", "server"] as const;
const servers = new Map<string, Server>();

beforeAll(async () => {
  for (const protocol of new Set(Object.values(protocolOf))) {
    servers.set(protocol, await startProvider({ protocol, paceMs: 1 }));
  }
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
});

function serverOf(provider: Provider): Server {
  const server = servers.get(protocolOf[provider]);
  if (!server) throw new Error(`There is no server for ${provider}.`);
  return server;
}

function clientWith(changed: Partial<HostedPorts> = {}) {
  return createHostedClient({
    fetch,
    clock: realClock,
    timeoutMs: { firstByte: 1000, stall: 1000 },
    loadTask: loadHostedHalf,
    keyOf: () => testKey,
    promptOf: () => undefined,
    findPrice: () => undefined,
    consentTo: async () => {},
    findSpeak,
    encodeMedia: async (part) =>
      part.type === "image"
        ? { mime: "image/png", base64: `${part.image.width}x${part.image.height}` }
        : encodeMedia(part),
    ...changed,
  });
}

interface Asked {
  readonly provider: Provider;
  readonly id?: string;
  readonly taskId?: TaskId;
  readonly input?: unknown;
  readonly options?: Readonly<Record<string, unknown>>;
}

const chat = { messages: [{ role: "user", content: "Hello there" }] };

function ask(
  { provider, id = "echo", taskId = "text-generation", input = chat, options }: Asked,
  client = clientWith(),
) {
  const base = findBase(serverOf(provider).url, provider === "google" ? "v1beta" : "v1") ?? "";
  const target = { provider, id, base, host: new URL(base).host };
  const events: HostedEvent[] = [];
  const all = { ...defaultsOf(definitionOf(taskId).options), ...options };
  const handle = client.run({ taskId, target, input, options: all }, (event) => events.push(event));
  return { ...handle, events, target };
}

const partialsIn = (events: readonly HostedEvent[]) => events.filter(({ type }) => type === "partial");

describe.each(providers)("a model of %s", (provider) => {
  it("answers a chat as it writes, and counts its tokens", async () => {
    const { outcome, events, target } = ask({ provider });
    expect(await outcome).toMatchObject({
      type: "answered",
      output: { text: "You said: Hello there", finish: "end", promptTokens: 2, messages: chat.messages },
      hosted: { provider, model: "echo", host: target.host, inputTokens: 2, outputTokens: 4 },
      figures: { tokens: 4, firstTokenMs: expect.any(Number) },
    });
    expect(await outcome).toHaveProperty("hosted.requestId", expect.stringMatching(/./));
    expect(partialsIn(events).length).toBeGreaterThan(3);
    expect(partialsIn(events)[0]).toMatchObject({ output: { text: "You", finish: null } });
  });

  it("has its thoughts folded away like those of an open model", async () => {
    const output = { text: "<think>\nLet me think.\n</think>\n\nYou said: Hello there" };
    expect(await ask({ provider, id: "echo-thinker" }).outcome).toMatchObject({
      type: "answered",
      output,
      hosted: { outputTokens: 6, thoughtTokens: 2 },
    });
  });

  it("stops at the limit of tokens that was set, and goes on from there", async () => {
    const first = await ask({ provider, options: { max_new_tokens: 2 } }).outcome;
    expect(first).toMatchObject({ output: { text: "You said:", finish: "length" } });
    const next = await ask({ provider, options: { prefix_text: ["You said:"] } }).outcome;
    expect(next).toMatchObject({ output: { text: expect.stringMatching(/^You said:You said: Go on exactly/) } });
  });

  it("is stopped at once, with what came in sight, and hears no more", async () => {
    // The server waits in the middle: whoever waited for it would wait for ever.
    const { outcome, stop, events } = ask({ provider, id: "echo-long-held" });
    await expect.poll(() => partialsIn(events).length).toBeGreaterThan(2);
    stop();
    expect(await outcome).toEqual({ type: "cancelled" });
    const seen = events.length;
    await expect.poll(() => serverOf(provider).open()).toBe(0);
    expect(events.length).toBe(seen);
  });

  it("that breaks off in the middle leaves what came", async () => {
    const { outcome, events } = ask({ provider, id: "echo-long-fault-broken" });
    expect(await outcome).toMatchObject({ type: "failed", failure: { code: "stream-broken" } });
    expect(events.at(-1)).toMatchObject({ output: { text: expect.stringContaining("word3"), finish: "cut" } });
  });

  it("that has an error in the middle of a stream fails by it", async () => {
    const { outcome } = ask({ provider, id: "echo-long-fault-midway" });
    expect(await outcome).toMatchObject({ failure: { code: expect.stringMatching(/^(overloaded|stream-broken)$/) } });
  });

  it.each([
    ["key", "key-refused"],
    ["credit", "quota-spent"],
    ["access", "model-gated"],
    ["unknown", "model-not-found"],
    ["limited", "rate-limited"],
    ["overloaded", "overloaded"],
    ["refused", "content-refused"],
    ["prompt", "context-too-long"],
  ])("refuses for reason of %s with the code %s", async (fault, code) => {
    const { outcome, target } = ask({ provider, id: `fault-${fault}` });
    expect(await outcome).toMatchObject({ type: "failed", failure: { code, values: { host: target.host } } });
    expect(JSON.stringify(await outcome)).not.toContain(testKey);
  });

  it("is waited for as it tells, second by second", async () => {
    const { outcome, events } = ask({ provider, id: `${provider}-fault-limited-once` });
    expect(await outcome).toMatchObject({ type: "answered" });
    const waits = events.flatMap((event) => (event.type === "notice" ? [event.values.seconds] : []));
    expect(waits[0]).toBe(1);
    expect(waits.at(-1)).toBe(0);
  });

  it("is asked with less where it refuses a parameter, and from then on", async () => {
    const client = clientWith();
    const input = { question: "Who?", context: "It was Ada" };
    const asked = { provider, id: "fault-sampling", taskId: "question-answering", input } as const;
    const before = serverOf(provider).asked.length;
    // What the answer must look like is still sent: the temperature alone was refused.
    expect(await ask(asked, client).outcome).toMatchObject({
      type: "answered",
      output: { answers: [{ answer: "Ada" }] },
    });
    expect(serverOf(provider).asked.length - before).toBe(2);
    await ask(asked, client).outcome;
    expect(serverOf(provider).asked.length - before).toBe(3);
  });
});

describe.each(["anthropic", "google", "openai"] as const)("with the structured output of %s", (provider) => {
  it("text-classification, zero-shot-classification, question-answering and token-classification have their own shapes", async () => {
    const labels = await ask({ provider, taskId: "text-classification", input: { text: "So good" } }).outcome;
    expect(labels).toMatchObject({ output: { labels: ["good"], usual: "none", items: [{ status: "done" }] } });
    const judged = { text: "A goal", candidate_labels: ["sport", "art"] };
    const scores = await ask({ provider, taskId: "zero-shot-classification", input: judged }).outcome;
    expect(scores).toMatchObject({ output: [{ label: "sport", entailment: Math.log(0.9) }, { label: "art" }] });
    const asked = { question: "Who?", context: "It was not Ada" };
    const answers = await ask({ provider, taskId: "question-answering", input: asked }).outcome;
    expect(answers).toMatchObject({
      output: { answers: [{ answer: "Ada", start: 11, end: 14, score: 0.75 }], others: [] },
    });
    const named = await ask({ provider, taskId: "token-classification", input: { text: "Hello 😀 Ada" } }).outcome;
    expect(named).toMatchObject({ output: [{ value: { simple: [{ word: "Ada", start: 8, end: 11 }] } }] });
  });

  it("summarization and translation write, line by line where they are asked to", async () => {
    const { outcome, events } = ask({
      provider,
      taskId: "translation",
      input: { text: "one\ntwo" },
      options: { per_line: true, tgt_lang: "fr" },
    });
    expect(await outcome).toMatchObject({
      output: [
        { value: { text: expect.stringContaining("one") } },
        { value: { text: expect.stringContaining("two") } },
      ],
    });
    expect(events).toContainEqual({ type: "progress", done: 1, total: 2 });
    const { outcome: summary } = ask({ provider, taskId: "summarization", input: { text: "A long text" } });
    expect(await summary).toMatchObject({ output: [{ value: { text: expect.stringContaining("A long text") } }] });
  });
});

describe("what a run cost", () => {
  it("is told where the provider's list has the price", async () => {
    const client = clientWith({ findPrice: () => ({ input: 3, output: 15 }) });
    expect(await ask({ provider: "hf" }, client).outcome).toMatchObject({
      hosted: { inputTokens: 2, outputTokens: 4, cost: (2 * 3 + 4 * 15) / 1e6 },
    });
    expect(await ask({ provider: "openai" }).outcome).not.toHaveProperty("hosted.cost");
  });
});

describe("probabilities", () => {
  it("come as the provider gives them, and are not made up where it gives none", async () => {
    for (const provider of ["openai", "google"] as const) {
      const { outcome: known } = ask({ provider });
      const rivals = [{ text: "You" }, { text: " other", probability: Math.exp(-3) }];
      expect(await known).toMatchObject({
        output: { tokens: [{ text: "You", probability: Math.exp(-0.1), top: rivals }, {}, {}, {}] },
      });
    }
    const { outcome: unknown } = ask({ provider: "anthropic" });
    expect(await unknown).toMatchObject({ output: { tokens: [], writtenTokens: 4 } });
  });
});

describe.each(["google", "openai", "server"] as const)("a model of %s that tells no probabilities", (provider) => {
  it("is asked again for all but them", async () => {
    const before = serverOf(provider).asked.length;
    const { outcome } = ask({ provider, id: "fault-probabilities" });
    expect(await outcome).toMatchObject({ type: "answered", output: { text: "You said: Hello there", tokens: [] } });
    const bodies = serverOf(provider)
      .asked.slice(before)
      .map(({ body }) => JSON.stringify(body));
    expect(bodies.map((body) => [/logprobs/i.test(body), /"temperature":0/.test(body)])).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});

describe.each(["anthropic", "google", "openai", "mistral", "hf", "server"] as const)("pictures for %s", (provider) => {
  const image = { data: new Uint8ClampedArray(4 * 6), width: 3, height: 2 };
  const content = [
    { type: "image", image },
    { type: "text", text: "What is it?" },
  ];

  it("stand where they stand in the conversation, in the provider's own parts", async () => {
    const before = serverOf(provider).asked.length;
    const input = { messages: [{ role: "user", content }] };
    const { outcome } = ask({ provider, taskId: "image-text-to-text", input });
    expect(await outcome).toMatchObject({
      type: "answered",
      output: {
        text: "You showed image/png, and said: What is it?",
        messages: [{ role: "user", content: [{ type: "image", width: 3, height: 2 }, content[1]] }],
      },
    });
    const sent = JSON.stringify(serverOf(provider).asked.at(before)?.body);
    expect(sent.indexOf("3x2")).toBeGreaterThan(0);
    expect(sent.indexOf("What is it?")).toBeGreaterThan(sent.indexOf("3x2"));
  });
});

describe.each(["google", "openai", "mistral", "hf", "server"] as const)("sounds for %s", (provider) => {
  const audio = { samples: Float32Array.of(0, 1, -1), samplingRate: 16_000 };
  const content = [
    { type: "audio", audio },
    { type: "text", text: "What is said?" },
  ];

  it.each(["audio-text-to-text", "any-to-any"] as const)(
    "go as WAV, in the provider's own parts, from %s",
    async (taskId) => {
      const before = serverOf(provider).asked.length;
      const input = { messages: [{ role: "user", content }] };
      const { outcome } = ask({ provider, taskId, input });
      expect(await outcome).toMatchObject({
        type: "answered",
        output: {
          text: "You played audio/wav, and said: What is said?",
          messages: [{ role: "user", content: [{ type: "audio", seconds: 3 / 16_000 }, content[1]] }],
        },
      });
      // "RIFF", as base64 begins it.
      expect(JSON.stringify(serverOf(provider).asked.at(before)?.body)).toMatch(/"UklGR/);
    },
  );
});

describe("before anything is sent", () => {
  it("a key must be there, but for a server of one's own", async () => {
    const client = clientWith({ keyOf: () => "" });
    const before = serverOf("anthropic").asked.length;
    expect(await ask({ provider: "anthropic" }, client).outcome).toMatchObject({ failure: { code: "key-missing" } });
    expect(serverOf("anthropic").asked.length).toBe(before);
    expect(await ask({ provider: "server" }, client).outcome).toMatchObject({ failure: { code: "key-refused" } });
  });

  it("a provider that takes no sound is told as one", async () => {
    const audio = { samples: new Float32Array(3), samplingRate: 16_000 };
    const input = { messages: [{ role: "user", content: [{ type: "audio", audio }] }] };
    const before = serverOf("anthropic").asked.length;
    expect(await ask({ provider: "anthropic", taskId: "audio-text-to-text", input }).outcome).toMatchObject({
      failure: { code: "input-invalid", reason: "hosted-deaf" },
    });
    expect(serverOf("anthropic").asked.length).toBe(before);
  });

  it("the reader agrees, and a stop is an answer too", async () => {
    const client = clientWith({ consentTo: () => new Promise(() => {}) });
    const before = serverOf("google").asked.length;
    const { outcome, stop } = ask({ provider: "google" }, client);
    stop();
    expect(await outcome).toEqual({ type: "cancelled" });
    expect(serverOf("google").asked.length).toBe(before);
  });
});

describe("a host", () => {
  it("that stays silent is given up", async () => {
    const client = clientWith({ timeoutMs: { firstByte: 20, stall: 20 } });
    const { outcome } = ask({ provider: "openai", id: "fault-silent" }, client);
    expect(await outcome).toMatchObject({ failure: { code: "network-silent", reason: "hosted-silent" } });
  });

  it("that is down is told apart from one that refuses the page, by a request without a key", async () => {
    const seen: Request[] = [];
    const refusing: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      seen.push(request);
      if (init?.mode !== "no-cors") throw new TypeError("Failed to fetch");
      return new Response("");
    };
    expect(await ask({ provider: "server" }, clientWith({ fetch: refusing })).outcome).toMatchObject({
      failure: { code: "cors-refused" },
    });
    expect(seen.map(({ headers }) => headers.get("authorization"))).toEqual([`Bearer ${testKey}`, null]);
    const down: typeof fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    expect(await ask({ provider: "server" }, clientWith({ fetch: down })).outcome).toMatchObject({
      failure: { code: "network-refused", reason: "hosted-unreachable" },
    });
  });

  it("is told nothing of the machine, only what its protocol needs", async () => {
    for (const provider of providers) {
      await ask({ provider }).outcome;
      const sent = Object.keys(serverOf(provider).asked.at(-1)?.headers ?? {});
      expect(sent.filter((name) => /stainless|x-goog-api-client/.test(name))).toEqual([]);
    }
  });
});
