import { describe, expect, it } from "vitest";
import { Stopped } from "../errors.ts";
import type { Decoder } from "./decoder.ts";
import { type GenerateRequest, generate } from "./generate.ts";
import { greedy } from "./sampling.ts";

/** Writes the id after the last one it was fed, in a vocabulary of ten. */
function countingDecoder(): Decoder & { readonly fed: number[][] } {
  const fed: number[][] = [];
  let length = 0;
  return {
    fed,
    step(ids) {
      fed.push([...ids]);
      length += ids.length;
      const logits = new Float32Array(10);
      logits[((ids.at(-1) ?? 0) + 1) % 10] = 5;
      return Promise.resolve(logits);
    },
    get length() {
      return length;
    },
    dispose() {},
  };
}

function requestWith(changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    decoder: countingDecoder(),
    prompt: [1, 2],
    maxNewTokens: 20,
    endIds: new Set([7]),
    processors: [],
    choose: greedy,
    signal: new AbortController().signal,
    ...changes,
  };
}

describe("generate", () => {
  it("feeds the prompt once, then one id at a time, up to the end id, which is not part of the text", async () => {
    const decoder = countingDecoder();
    expect(await generate(requestWith({ decoder }))).toEqual({ ids: [3, 4, 5, 6], finish: "end", endId: 7 });
    expect(decoder.fed).toEqual([[1, 2], [3], [4], [5], [6]]);
  });

  it("feeds what a decoder that goes on has not read yet, and shows processors all of it", async () => {
    const decoder = countingDecoder();
    await decoder.step([1, 2]);
    const seen: number[][] = [];
    const processors: GenerateRequest["processors"] = [(_, ids) => seen.push([...ids])];
    const request = requestWith({ decoder, prompt: [1, 2, 3, 4], maxNewTokens: 2, processors });
    expect(await generate(request)).toEqual({ ids: [5, 6], finish: "length" });
    expect(decoder.fed).toEqual([[1, 2], [3, 4], [5]]);
    expect(seen).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5],
    ]);
  });

  it("tells which id ended the text, and what the model thought there", async () => {
    const ends: [number, number | undefined][] = [];
    await generate(requestWith({ onEnd: (id, logits) => ends.push([id, logits[id]]) }));
    expect(ends).toEqual([[7, 5]]);
  });

  it("stops at the asked number of tokens", async () => {
    expect(await generate(requestWith({ maxNewTokens: 2 }))).toEqual({ ids: [3, 4], finish: "length" });
  });

  it("stops after the token at which the caller says so", async () => {
    const result = await generate(requestWith({ onToken: (id) => id === 5 }));
    expect(result).toEqual({ ids: [3, 4, 5], finish: "stop" });
  });

  it("shows processors every id so far, and the caller the logits as the model gave them", async () => {
    const seen: number[][] = [];
    const raw: number[] = [];
    await generate(
      requestWith({
        maxNewTokens: 2,
        processors: [
          (logits, ids) => {
            seen.push([...ids]);
            logits[9] = 100;
          },
        ],
        onToken: (_id, logits) => {
          raw.push(logits[9] ?? Number.NaN);
          return false;
        },
      }),
    );
    expect(seen).toEqual([
      [1, 2],
      [1, 2, 9],
    ]);
    expect(raw).toEqual([0, 0]);
  });

  it("throws Stopped between two tokens once it was asked to stop", async () => {
    const abort = new AbortController();
    const run = generate(
      requestWith({
        signal: abort.signal,
        onToken: () => {
          abort.abort();
          return false;
        },
      }),
    );
    await expect(run).rejects.toBeInstanceOf(Stopped);
  });
});
