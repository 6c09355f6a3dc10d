import { expect, it } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import type { Checkpoint } from "../ports.ts";
import { run } from "./run.ts";

/** A voice of a hundred samples a second that needs ten for each letter, its blanks aside. */
function setUp(config: Readonly<Record<string, unknown>> = { model_type: "vits", sampling_rate: 100 }) {
  const heard: unknown[] = [];
  const vocab = Object.fromEntries([..."_abc ."].map((letter, id) => [letter, id]));
  const checkpoint: Checkpoint = {
    model: "owner/name",
    device: "wasm",
    dtype: "fp32",
    config,
    json: async (file) => (file === "vocab.json" ? vocab : { pad_token: "_", phonemize: false, add_blank: false }),
    bytes: async () => undefined,
    tokenizer: () => Promise.reject(new Error("no tokenizer")),
    graph: async () => ({
      inputNames: ["input_ids"],
      inputs: [],
      outputNames: ["waveform"],
      async run({ input_ids, speaker_id }) {
        heard.push(speaker_id);
        const letters = input_ids && "data" in input_ids ? input_ids.data.length : 0;
        return { waveform: floatTensor(new Float32Array(letters * 10).fill(0.5), [1, letters * 10]) };
      },
    }),
    heldGraph: () => Promise.reject(new Error("no encoder")),
    decoder: () => Promise.reject(new Error("no decoder")),
    has: async () => true,
  };
  const grown: unknown[] = [];
  const context = {
    signal: new AbortController().signal,
    emit: (output: unknown) => grown.push(structuredClone(output)),
    progress: () => {},
    notice: () => {},
    measure: () => {},
  };
  async function speak(text: string, split: string, per_line = false, speaker_id: number | null = null) {
    const task = await run.open(checkpoint);
    const { output } = await task.run(
      { text },
      { split, per_line, speaker_embeddings: [], speaker_id },
      context,
      () => 0,
    );
    return output;
  }
  return { speak, grown, heard, open: () => run.open(checkpoint) };
}

const spoken = (samples: number, parts: readonly unknown[]) =>
  expect.objectContaining({
    status: "done",
    value: expect.objectContaining({ samples: expect.objectContaining({ length: samples }), parts }),
  });

it("speaks a short text in one breath, as Python does", async () => {
  const { speak } = setUp();
  expect(await speak("ab. c.", "auto")).toEqual([spoken(60, [{ text: "ab. c.", timestamp: [0, 0.6] }])]);
});

it("speaks sentence by sentence where it is asked to, a quarter of a second apart, and shows the first at once", async () => {
  const { speak, grown } = setUp();
  const first = { text: "Ab.", timestamp: [0, 0.3] };
  const second = { text: "C.", timestamp: [0.55, 0.75] };
  expect(await speak("Ab. C.", "sentences")).toEqual([spoken(75, [first, second])]);
  expect(grown[0]).toEqual([spoken(30, [first])]);
});

it("a line of letters that the voice does not know fails alone, and by itself fails the run", async () => {
  const { speak } = setUp();
  expect(await speak("a\n你好", "auto", true)).toEqual([
    spoken(10, [{ text: "a", timestamp: [0, 0.1] }]),
    { status: "failed", error: { code: "input-invalid", message: expect.any(String) } },
  ]);
  await expect(speak("你好", "auto")).rejects.toMatchObject({ code: "input-invalid" });
});

it("speaks as the speaker that is asked for, and refuses one that the voice has not", async () => {
  const { speak, heard } = setUp({ model_type: "vits", sampling_rate: 100, num_speakers: 3 });
  await speak("a", "auto");
  await speak("a", "auto", false, 2);
  expect(heard).toEqual([0n, 2n].map((id) => expect.objectContaining({ data: BigInt64Array.of(id), dims: [1] })));
  await expect(speak("a", "auto", false, 3)).rejects.toMatchObject({
    narrow: { reason: "speaker-unknown", values: { given: "3", last: "2" } },
  });
});

it("refuses a voice of another kind when it is opened", async () => {
  await expect(setUp({ model_type: "bark" }).open()).rejects.toMatchObject({ code: "model-unsupported" });
});
