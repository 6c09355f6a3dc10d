import { expect, test } from "vitest";
import { Stopped } from "../../shared/errors.ts";
import type { Decoder } from "../../shared/generation/decoder.ts";
import { floatTensor } from "../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../ports.ts";
import { openWhisper } from "./whisper-model.ts";

const end = 2;

const defaults = {
  task: "auto",
  return_timestamps: false,
  timestamp_level: "auto",
  chunk_length_s: null,
  num_beams: null,
  max_new_tokens: null,
  prompt: "",
  temperature: [],
  compression_ratio_threshold: null,
  logprob_threshold: null,
  no_speech_threshold: null,
} as const;

const tokenizer: SpanTokenizer = {
  encode: () => ({ ids: [], typeIds: [], dropped: 0 }),
  decode: (ids) => ids.join(" "),
  chat: () => [],
  renderChat: () => "",
  beginToken: undefined,
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: () => undefined,
  padId: 0,
  specialIds: new Set(),
  maxLength: Number.POSITIVE_INFINITY,
  spans: () => [],
  join: (tokens) => tokens.join(""),
  tokenOf: String,
  pieceOf: String,
  continuation: "",
  unknownId: undefined,
  paddingSide: "right",
  classId: undefined,
  maskToken: undefined,
};

/** A model that hears windows of ten frames, counts what it holds and gives back, and writes by `step`. */
function setUp(step: Decoder["step"]) {
  const held = { encoded: 0, disposed: 0, sequences: 0 };
  const open = (): Decoder => {
    held.sequences += 1;
    return {
      step,
      length: 0,
      dispose() {
        held.sequences -= 1;
      },
    };
  };
  const checkpoint: Checkpoint = {
    model: "owner/name",
    device: "webgpu",
    dtype: "fp32",
    config: { max_source_positions: 5, max_target_positions: 8 },
    json: async (file) =>
      file === "generation_config.json"
        ? { decoder_start_token_id: 1, eos_token_id: end, lang_to_id: { "<|en|>": 3 }, task_to_id: { transcribe: 5 } }
        : undefined,
    bytes: async () => undefined,
    tokenizer: async () => tokenizer,
    graph: () => Promise.reject(new Error("no graph")),
    heldGraph: async () => ({
      inputNames: ["input_features"],
      async hold() {
        held.encoded += 1;
        const states = floatTensor(new Float32Array(1), [1, 1, 1]);
        const dispose = () => {
          held.disposed += 1;
        };
        return { last_hidden_state: { dims: states.dims, read: async () => states, dispose } };
      },
    }),
    decoder: async () => ({
      outputNames: [],
      open,
      openBatch: () => {
        throw new Error("no beams were asked for");
      },
    }),
    has: async () => true,
  };
  async function hear(language: "auto" | "en", signal = new AbortController().signal) {
    const model = await openWhisper(checkpoint);
    const transcribe = model({ samples: new Float32Array(4_000), samplingRate: 16_000 }, defaults);
    return transcribe(
      { ...defaults, language },
      { signal, emit: () => {}, progress: () => {}, notice: () => {}, measure: () => {} },
    );
  }
  return { held, hear };
}

/** The end, at once. */
async function silence(): Promise<Float32Array> {
  const logits = new Float32Array(10);
  logits[end] = 5;
  return logits;
}

async function failure(): Promise<Float32Array> {
  throw new Error("the device is gone");
}

test("what the encoder made of a window is given back when the window is done", async () => {
  const { held, hear } = setUp(silence);
  await hear("auto");
  expect(held.encoded).toBe(3);
  expect(held).toMatchObject({ disposed: held.encoded, sequences: 0 });
});

test.each(["auto", "en"] as const)("and when the decoder fails, asked for the language %s", async (language) => {
  const { held, hear } = setUp(failure);
  await expect(hear(language)).rejects.toThrow("the device is gone");
  expect(held).toEqual({ encoded: 1, disposed: 1, sequences: 0 });
});

test("and when the reader stops in the middle of it", async () => {
  const abort = new AbortController();
  const { held, hear } = setUp(async () => {
    abort.abort();
    return silence();
  });
  await expect(hear("en", abort.signal)).rejects.toBeInstanceOf(Stopped);
  expect(held).toEqual({ encoded: 1, disposed: 1, sequences: 0 });
});
