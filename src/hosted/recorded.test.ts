import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { anthropic } from "../../scripts/hosted/anthropic.mjs";
import { google } from "../../scripts/hosted/google.mjs";
import { openai } from "../../scripts/hosted/openai.mjs";
import { root } from "../../scripts/shared/root.mjs";
import type { Provider } from "../shared/site.ts";
import type { Heard } from "./speak.ts";
import { findSpeak } from "./speakers.ts";

/** A stream in the shape of the provider's public documentation, whose address stands in its first line. */
const recordedOf = (name: string) => readFileSync(join(root, "scripts/hosted/recorded", `${name}.sse`), "utf8");

async function hear(provider: Provider): Promise<Heard> {
  const speak = await findSpeak(provider);
  const body = recordedOf(provider);
  const call = {
    ...{ base: "http://provider.example/v1", key: "k", id: "m", extras: "all" as const },
    ask: { messages: [{ role: "user" as const, content: "2 + 3?" }] },
    fetch: async () => new Response(body, { headers: { "Content-Type": "text/event-stream" } }),
    signal: new AbortController().signal,
  };
  return speak(call, () => {});
}

describe("a stream as its provider documents it", () => {
  const thought = "Two and three";
  it.each([
    ["anthropic", { thought, inputTokens: 30, outputTokens: 15, thoughtTokens: 9, requestId: "msg_01" }],
    ["google", { thought, inputTokens: 30, outputTokens: 15, thoughtTokens: 9, requestId: "resp-1" }],
    ["openai", { thought: "", inputTokens: 30, outputTokens: 15, thoughtTokens: 9, requestId: "chatcmpl-1" }],
    ["mistral", { thought, inputTokens: 30, outputTokens: 15, thoughtTokens: undefined, requestId: "cmpl-1" }],
    ["server", { thought, inputTokens: 30, outputTokens: 15, thoughtTokens: undefined, requestId: "chatcmpl-1" }],
  ] as const)("of %s is heard with its thoughts apart and its tokens counted", async (provider, told) => {
    const heard = await hear(provider);
    expect(heard).toMatchObject({ text: "It is 5.", finish: "end", ...told });
    expect(heard.tokens.map(({ text }) => text)).toEqual(
      provider === "google" ? ["It is"] : provider === "openai" ? ["It is", " 5."] : [],
    );
  });
});

/** Where values stand in an event: `choices.0.delta.content`, every place of a list as its first. What may be null is none. */
function pathsOf(value: unknown, path = ""): readonly string[] {
  if (value === null) return [];
  if (typeof value !== "object") return [path];
  const inside = Array.isArray(value) ? value.map((item) => ["0", item] as const) : Object.entries(value);
  return inside.flatMap(([name, item]) => pathsOf(item, path === "" ? name : `${path}.${name}`));
}

function eventsIn(stream: string): readonly unknown[] {
  const found = [...stream.matchAll(/^data: (\{.*\})\r?$/gm)].map((match): unknown => JSON.parse(match[1] ?? ""));
  expect(found.length).toBeGreaterThan(2);
  return found;
}

describe("the loopback server", () => {
  const written: Parameters<typeof anthropic.stream>[0] = {
    ...{ model: "m", thought: ["Two"], pieces: ["It is", " 5."], inputTokens: 30, probabilities: true },
    finish: "end",
  };
  it.each([
    ["anthropic", anthropic, ["anthropic"]],
    ["google", google, ["google"]],
    ["openai", openai, ["openai", "server"]],
  ] as const)("of %s sends nothing that the documentation does not have", (_, protocol, records) => {
    const known = new Set(records.flatMap((name) => eventsIn(recordedOf(name)).flatMap((event) => pathsOf(event))));
    const sent = eventsIn([...protocol.stream(written)].join("")).flatMap((event) => pathsOf(event));
    expect(sent.filter((path) => !known.has(path))).toEqual([]);
  });
});
