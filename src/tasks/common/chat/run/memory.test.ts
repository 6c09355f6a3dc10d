import { describe, expect, test } from "vitest";
import { Stopped } from "../../../../shared/errors.ts";
import type { Decoder } from "../../../../shared/generation/decoder.ts";
import { createMemory, keptTokensOf } from "./memory.ts";

/** Decoders that count how often they were given back. */
function setUp(maxTokens = 100, isWorth?: Parameters<typeof createMemory>[2]) {
  const opened: { fed: number[][]; disposed: number }[] = [];
  function open(): Decoder {
    const decoder: (typeof opened)[number] = { fed: [], disposed: 0 };
    opened.push(decoder);
    return {
      async step(ids, signal) {
        if (signal?.aborted) throw new Stopped();
        decoder.fed.push([...ids]);
        return new Float32Array(1);
      },
      get length() {
        return decoder.fed.flat().length;
      },
      async rewind(length) {
        decoder.fed.splice(0, decoder.fed.length, decoder.fed.flat().slice(0, length));
      },
      dispose() {
        decoder.disposed += 1;
      },
    };
  }
  return { opened, memory: createMemory(open, maxTokens, isWorth) };
}

async function readInto({ memory }: ReturnType<typeof setUp>, ids: readonly number[]) {
  const reading = await memory.take(ids);
  await reading.step(ids.slice(reading.length));
  memory.keep(reading);
}

describe("a memory", () => {
  test("goes on with what begins with all that was read", async () => {
    const set = setUp();
    await readInto(set, [1, 2, 3]);
    await readInto(set, [1, 2, 3, 4, 5]);
    expect(set.opened).toEqual([
      {
        fed: [
          [1, 2, 3],
          [4, 5],
        ],
        disposed: 0,
      },
    ]);
  });

  test.each([
    ["another beginning", [1, 9, 3, 4]],
    ["a part of what was read", [1, 2]],
    ["just what was read", [1, 2, 3]],
  ])("begins anew with %s, and gives the old one back", async (_, ids) => {
    const set = setUp();
    await readInto(set, [1, 2, 3]);
    await readInto(set, ids);
    expect(set.opened).toEqual([
      { fed: [[1, 2, 3]], disposed: 1 },
      { fed: [ids], disposed: 0 },
    ]);
  });

  test("goes back to what is common, where that is worth it", async () => {
    const set = setUp(100, (_, common) => common >= 2);
    await readInto(set, [1, 2, 3]);
    await readInto(set, [1, 2, 9]);
    await readInto(set, [1, 8]);
    expect(set.opened).toEqual([
      { fed: [[1, 2], [9]], disposed: 1 },
      { fed: [[1, 8]], disposed: 0 },
    ]);
  });

  test("keeps nothing longer than it may", async () => {
    const set = setUp(2);
    await readInto(set, [1, 2, 3]);
    await readInto(set, [1, 2, 3, 4]);
    expect(set.opened.map(({ disposed }) => disposed)).toEqual([1, 1]);
  });

  test("gives back what it keeps, once", async () => {
    const set = setUp();
    await readInto(set, [1]);
    set.memory.drop();
    set.memory.drop();
    expect(set.opened).toEqual([{ fed: [[1]], disposed: 1 }]);
  });

  test("hands on to the decoder that the reader stopped", async () => {
    const { memory } = setUp();
    const reading = await memory.take([1, 2]);
    await expect(reading.step([1, 2], AbortSignal.abort())).rejects.toBeInstanceOf(Stopped);
    expect(reading.ids).toEqual([]);
  });

  test("has lost what was taken and never kept", async () => {
    const set = setUp();
    await readInto(set, [1, 2]);
    (await set.memory.take([1, 2, 3])).dispose();
    await readInto(set, [1, 2, 3]);
    expect(set.opened.at(-1)).toEqual({ fed: [[1, 2, 3]], disposed: 0 });
  });
});

test("how much may be kept follows from the shape of the model", () => {
  // Qwen3-0.6B: 28 layers, 8 key heads of 128, 229,376 bytes a token in float32.
  const qwen = { num_hidden_layers: 28, num_attention_heads: 16, num_key_value_heads: 8, head_dim: 128 };
  expect(keptTokensOf(qwen)).toBe(2340);
  // GPT-2: 12 layers, 768 wide, 73,728 bytes a token.
  expect(keptTokensOf({ n_layer: 12, n_head: 12, n_embd: 768 })).toBe(7281);
});
