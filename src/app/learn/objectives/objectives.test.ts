import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { GuessRequest } from "../../../tasks/common/text/guesses.ts";
import { doneWith } from "../../testing/client.ts";
import { cpuFacts } from "../../testing/environment.ts";
import type { AskPorts } from "../ask.ts";
import { createObjectivesStore, placeOf, toJson } from "./objectives.ts";

/** A model whose tokens are letters, the masked one's between two that stand for no letter. */
function readBy(taskId: string, { text, hidden }: GuessRequest) {
  const letters = Array.from(text, (letter, start) => ({
    id: 5,
    text: letter,
    start,
    end: start + 1,
    isSpecial: false,
  }));
  const edge = { id: 1, text: "[E]", start: 0, end: 0, isSpecial: true };
  const tokens = taskId === "masked-guesses" ? [edge, ...letters, edge] : letters;
  const places = hidden ?? [...tokens.keys()].filter((place) => place > 0 && tokens[place]?.isSpecial === false);
  const guesses = places.map((place) => ({ place, probability: 0.5, loss: Math.log(2), rank: 1, top: [] }));
  return { tokens, isCut: false, guesses, attention: [] };
}

function setUp({ failing, silent }: { readonly failing?: string; readonly silent?: string } = {}) {
  const hidden: (readonly number[])[] = [];
  const runModel: AskPorts["runModel"] = ({ taskId, input }) => {
    const request = v.parse(GuessRequest, input);
    if (request.hidden) hidden.push(request.hidden);
    if (taskId === silent) {
      let stop = () => {};
      const outcome = new Promise<{ readonly type: "cancelled" }>((resolve) => {
        stop = () => resolve({ type: "cancelled" });
      });
      return { outcome, stop: () => stop() };
    }
    const failure = { code: "model-not-found", message: taskId } as const;
    return {
      outcome: Promise.resolve(taskId === failing ? { type: "failed", failure } : doneWith(readBy(taskId, request))),
      stop() {},
    };
  };
  const sources = { endpoints: [], timeoutMs: { firstByte: 1, stall: 1 }, embeddedBase: "", runtime: {} } as const;
  const sourcesOf = () => ({ ...sources, endpoints: [], mostFloatBytes: 0 });
  const store = createObjectivesStore({ runModel, sourcesOf, facts: () => cpuFacts }, "english");
  store.getState().change({ text: "abcdefg" });
  return { store, hidden };
}

describe("one sentence, both objectives", () => {
  it("is guessed by both, each token once, and then looked at in its middle", async () => {
    const { store, hidden } = setUp();
    await store.getState().start();
    const { status, sides, chosen } = store.getState();
    expect(status).toBe("done");
    expect(sides.masked?.read.guesses.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sides.causal?.read.guesses.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6]);
    expect([chosen, hidden]).toEqual([3, [[4]]]);
    expect(sides.causal && toJson(sides.causal)).toMatchObject({
      model: "embedded/tiny-causal-english",
      perplexity: expect.closeTo(2),
      guesses: [{ place: 1, text: "b" }, {}, {}, {}, {}, {}],
    });
  });

  it("hides what is chosen with its neighbours, and asks for the last choice alone when many come at once", async () => {
    const { store, hidden } = setUp();
    await store.getState().start();
    hidden.length = 0;
    await Promise.all([0, 1, 2, 6].map((at) => store.getState().choose(at)));
    expect(hidden).toEqual([[1], [7]]);
    await store.getState().hideAround(2);
    expect(hidden.at(-1)).toEqual([5, 6, 7]);
    expect(store.getState().hidden?.places).toEqual([5, 6, 7]);
  });

  it("keeps what one model said when the other fails, and what was typed", async () => {
    const { store } = setUp({ failing: "causal-guesses" });
    await store.getState().start();
    expect(store.getState()).toMatchObject({
      status: "failed",
      asked: "causal",
      failure: { code: "model-not-found" },
      settings: { text: "abcdefg" },
      sides: { masked: {} },
    });
    store.getState().reset();
    expect(store.getState()).toMatchObject({ status: "idle", sides: {}, settings: { text: "abcdefg" } });
  });

  it("stops while a model reads, keeps what the other said, and reads anew", async () => {
    const { store } = setUp({ silent: "causal-guesses" });
    const read = store.getState().start();
    await expect.poll(() => store.getState().sides).toMatchObject({ masked: {} });
    store.getState().stop();
    await read;
    expect(store.getState()).toMatchObject({ status: "cancelled", failure: undefined, sides: { masked: {} } });
    const again = store.getState().start();
    expect(store.getState()).toMatchObject({ status: "loading", settings: { text: "abcdefg" } });
    store.getState().reset();
    await again;
    expect(store.getState()).toMatchObject({ status: "idle", sides: {} });
  });

  it("stands where a character is, or at the next token", () => {
    const { tokens } = readBy("masked-guesses", { text: "ab" });
    expect([placeOf(tokens, 0), placeOf(tokens, 1), placeOf(tokens, 2)]).toEqual([1, 2, undefined]);
  });
});
