import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { Stopped } from "../../../../shared/errors.ts";
import { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { BatchDecoder, Decoder } from "../../../../shared/generation/decoder.ts";
import { type ChatMessage, contentText } from "../../../../shared/media.ts";
import type { Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import type { Story } from "../story.ts";
import { createMemory } from "./memory.ts";
import { toDraft } from "./prompt.ts";
import { createRecall } from "./recall.ts";
import { type WriteOptions, write } from "./write.ts";

const vocabulary = 40;
const end = 39;

/** A letter a token, and a template that puts an end token after each turn. */
const tokenizer: Tokenizer = {
  encode: (text) => ({ ids: idsOf(text), typeIds: [], dropped: 0 }),
  decode: (ids) => ids.map((id) => (id === end ? "" : String.fromCodePoint(97 + id))).join(""),
  chat: (messages) => messages.flatMap(({ content }) => [...idsOf(contentText(content)), end]),
  hasChatTemplate: true,
  chatTemplateNames: (variable) => variable === "enable_thinking",
  idOf: () => undefined,
  padId: 0,
  specialIds: new Set([end]),
  maxLength: Infinity,
};

function idsOf(text: string): number[] {
  return Array.from(text, (letter) => (letter.codePointAt(0) ?? 97) - 97);
}

/** Logits that follow from every id fed so far, so that one that was lost or fed twice changes what is written. */
function createGraph() {
  const opened: { fed: number[][]; isDisposed: boolean }[] = [];
  function open(): Decoder {
    const log: (typeof opened)[number] = { fed: [], isDisposed: false };
    opened.push(log);
    let state = 7;
    return {
      async step(ids) {
        log.fed.push([...ids]);
        state = ids.reduce(after, state);
        return logitsOf(state);
      },
      get length() {
        return log.fed.flat().length;
      },
      dispose() {
        log.isDisposed = true;
      },
    };
  }
  function openBatch(): BatchDecoder {
    let states = [7];
    return {
      async step(rows) {
        states = states.map((state, row) => (rows[row] ?? []).reduce(after, state));
        return states.map(logitsOf);
      },
      async select(parents) {
        states = parents.map((parent) => states[parent] ?? Number.NaN);
      },
      dispose() {},
    };
  }
  return { opened, open, openBatch };
}

const after = (state: number, id: number) => (state * 31 + id + 1) % 100_003;
const logitsOf = (state: number) =>
  Float32Array.from({ length: vocabulary }, (_, id) => ((state * (id + 3)) % 1009) / 100);

const defaults: WriteOptions = {
  max_new_tokens: 6,
  min_new_tokens: 0,
  no_repeat_ngram_size: 0,
  num_beams: 1,
  length_penalty: 1,
  early_stopping: "false",
  do_sample: false,
  temperature: 1,
  top_k: 0,
  top_p: 1,
  seed: null,
  repetition_penalty: 1.3,
  stop: [],
  step: false,
};

function setUp(generation = v.parse(GenerationConfig, {})) {
  const graph = createGraph();
  const ports = {
    tokenizer,
    positions: 200,
    endIds: new Set([end]),
    memory: createMemory(graph.open, 1000),
    openBatch: graph.openBatch,
    recall: createRecall(),
    generation,
    unknownSettings: [],
  };
  const emitted: Story[] = [];
  const abort = new AbortController();
  const context: RunContext<Story> = {
    signal: abort.signal,
    emit: (story) => emitted.push({ ...story, tokens: [...story.tokens] }),
    progress: () => {},
    notice: () => {},
    measure: () => {},
  };
  const ask = (
    input: { messages?: readonly ChatMessage[]; text?: string },
    options: Partial<WriteOptions> & { prefix_ids?: readonly string[] } = {},
  ) => {
    const { prefix_ids = [], ...more } = options;
    const mode = input.messages ? "chat" : "prompt";
    const draft = toDraft(
      ports,
      // As it comes from the page: what the mode does not ask for is absent.
      input,
      { mode, enable_thinking: true, prefix_ids },
      context,
    );
    return write(ports, draft, { ...defaults, ...more }, context);
  };
  return { ...graph, ports, emitted, abort, ask };
}

const idsIn = ({ tokens }: Story) => tokens.map(({ id }) => id);

describe("a chat of three turns", () => {
  test("gives the same ids with and without the cache of the turn before", async () => {
    const set = setUp();
    const messages: ChatMessage[] = [];
    for (const content of ["hello", "and", "more"]) {
      messages.push({ role: "user", content });
      const reused = await set.ask({ messages });
      const alone = await setUp().ask({ messages });
      expect(idsIn(reused)).toEqual(idsIn(alone));
      expect(reused.text).toBe(alone.text);
      expect(reused.tokens).toEqual(alone.tokens);
      expect(reused.keptTokens > 0).toBe(messages.length > 1);
      messages.push({ role: "assistant", content: reused.text });
    }
    expect(set.opened.length).toBe(1);
    // Every id was read once, and the last one of each reply with the next turn.
    const last = tokenizer.chat(messages);
    expect(set.opened[0]?.fed.flat()).toEqual(last.slice(0, -2));
  });

  test("reads an edited turn again from the start", async () => {
    const set = setUp();
    await set.ask({ messages: [{ role: "user", content: "hello" }] });
    const { keptTokens } = await set.ask({ messages: [{ role: "user", content: "hallo" }] });
    expect(keptTokens).toBe(0);
    expect(set.opened.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
  });

  test("keeps nothing of a run that was stopped", async () => {
    const set = setUp();
    const run = set.ask({ text: "hello" });
    set.abort.abort();
    await expect(run).rejects.toBeInstanceOf(Stopped);
    expect(set.opened.map(({ isDisposed }) => isDisposed)).toEqual([true]);
  });
});

describe("one token at a time", () => {
  test("writes nothing and tells what may come, then goes on from what was chosen, reading only that", async () => {
    const set = setUp();
    const first = await set.ask({ text: "hello" }, { step: true });
    expect(first).toMatchObject({ text: "", tokens: [], finish: "choice" });
    expect(first.next?.top.length).toBe(10);
    const chosen = first.next?.top[3];
    const second = await set.ask({ text: "hello" }, { step: true, prefix_ids: [String(chosen?.id)] });
    expect(second.tokens).toEqual([{ ...chosen, top: first.next?.top }]);
    expect(set.opened.map(({ fed }) => fed)).toEqual([[idsOf("hello"), [chosen?.id]]]);
  });

  test("describes a beginning that it never wrote as it would have been written", async () => {
    const told = await setUp().ask({ text: "hello" }, { step: true });
    const id = told.next?.top[2]?.id ?? 0;
    const { tokens, next } = await setUp().ask({ text: "hello" }, { step: true, prefix_ids: [String(id)] });
    expect(tokens).toEqual([{ ...told.next?.top[2], top: told.next?.top }]);
    expect(next?.top.length).toBe(10);
  });

  test("writes on by itself from there", async () => {
    const alone = await setUp().ask({ text: "hello" }, { repetition_penalty: 1 });
    const [first, second] = idsIn(alone).map(String);
    const options = { repetition_penalty: 1, prefix_ids: [first ?? "", second ?? ""], max_new_tokens: 4 };
    expect(idsIn(await setUp().ask({ text: "hello" }, options))).toEqual(idsIn(alone));
  });

  test("ends where the end was chosen", async () => {
    const set = setUp();
    let prefix: readonly string[] = [];
    for (let place = 0; place < 40; place++) {
      const { next, tokens, finish } = await set.ask({ text: "hello" }, { step: true, prefix_ids: prefix });
      if (finish === "end") {
        expect(next?.id).toBe(end);
        expect(tokens.map(({ id }) => String(id))).toEqual(prefix.slice(0, -1));
        return;
      }
      const choice = next?.top.find(({ id }) => id === end) ?? next?.top[0];
      prefix = [...prefix, String(choice?.id)];
    }
    expect.unreachable("the end was never among the ten");
  });
});

describe("beams", () => {
  const beams = { num_beams: 3, repetition_penalty: 1, max_new_tokens: 4 };
  const scoreOf = ({ tokens }: Story) => tokens.reduce((sum, { probability }) => sum + Math.log(probability), 0);

  test("find a text at least as probable as the greedy one, and describe each of its tokens", async () => {
    const found = await setUp().ask({ text: "hello" }, beams);
    const plain = await setUp().ask({ text: "hello" }, { ...beams, num_beams: 1 });
    expect(scoreOf(found)).toBeGreaterThanOrEqual(scoreOf(plain));
    expect(found.finish).toBe("length");
    expect(found.text).toBe(tokenizer.decode(idsIn(found)));
    for (const { top } of found.tokens) expect(top.length).toBe(10);
    // What it thought at each place is what it thinks there when it is led to it.
    const led = await setUp().ask({ text: "hello" }, { step: true, prefix_ids: idsIn(found).map(String) });
    expect(led.tokens).toEqual(found.tokens);
  });

  test("leave the next turn its cache", async () => {
    const set = setUp();
    const first = await set.ask({ text: "hello" }, beams);
    const second = await set.ask({ text: `hello${first.text}more` }, beams);
    expect(second.keptTokens).toBe(9);
  });

  test("give way to a reader who chooses", async () => {
    const { finish } = await setUp().ask({ text: "hello" }, { ...beams, step: true });
    expect(finish).toBe("choice");
  });
});

test("a text grows with each token, and a stop word ends it", async () => {
  const set = setUp();
  const whole = await set.ask({ text: "hello" });
  expect(set.emitted.map(({ tokens }) => tokens.length)).toEqual(whole.tokens.map((_, place) => place + 1));
  const stop = whole.text.slice(2, 4);
  const cut = await setUp().ask({ text: "hello" }, { stop: ["", stop] });
  expect(cut).toMatchObject({ text: whole.text.slice(0, 4), finish: "stop" });
});
