import { expect, it } from "vitest";
import { Stopped } from "../../shared/errors.ts";
import { type Feeds, floatTensor, type Handle, type TensorValue } from "../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../ports.ts";
import { openSpeechT5 } from "./speecht5.ts";

const layers = { decoder_layers: 1, decoder_attention_heads: 2, hidden_size: 4 };
const config = { model_type: "speecht5", num_mel_bins: 2, reduction_factor: 2, speaker_embedding_dim: 3, ...layers };
const keys = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"].map(
  (part) => `past_key_values.0.${part}`,
);

/** A voice whose text ends after so many steps; it counts what it gave and what was given back. */
function setUp(steps: number, speaker: readonly number[] | undefined = [1, 2, 3]) {
  const held = new Set<Handle>();
  const fed: Feeds[] = [];
  let spoken: TensorValue | undefined;
  function hold(value: TensorValue): Handle {
    const handle: Handle = { dims: value.dims, read: async () => value, dispose: () => held.delete(handle) };
    held.add(handle);
    return handle;
  }
  const one = (value: number) => floatTensor(Float32Array.of(value), [1]);
  const tokenizer: Pick<SpanTokenizer, "encode"> = { encode: () => ({ ids: [5, 2], typeIds: [0, 0], dropped: 0 }) };
  const checkpoint: Pick<Checkpoint, "config" | "json" | "bytes" | "heldGraph" | "graph"> = {
    config,
    json: async () => ({ sampling_rate: 16_000 }),
    bytes: async () => speaker && new Uint8Array(Float32Array.from(speaker).buffer),
    heldGraph: async (file) => ({
      inputNames:
        file === "encoder_model"
          ? ["input_ids"]
          : ["encoder_hidden_states", "speaker_embeddings", "output_sequence", "use_cache_branch", ...keys],
      async hold(feeds) {
        if (file === "encoder_model") return { encoder_outputs: hold(one(0)), encoder_attention_mask: hold(one(1)) };
        fed.push(feeds);
        return {
          output_sequence_out: hold(one(0)),
          spectrum: hold(floatTensor(new Float32Array(4).fill(fed.length), [2, 2])),
          prob: hold(floatTensor(Float32Array.of(fed.length === steps ? 0.4 : 0.1, 0.1), [2])),
          ...Object.fromEntries(
            keys.map((name) => [name.replace("past_key_values", "present"), hold(one(fed.length))]),
          ),
        };
      },
    }),
    graph: async () => ({
      inputNames: [],
      inputs: [],
      outputNames: [],
      async run({ spectrogram }) {
        spoken = spectrogram && "data" in spectrogram ? spectrogram : undefined;
        return { waveform: floatTensor(new Float32Array(8).fill(0.5), [8]) };
      },
    }),
  };
  const whole: Checkpoint = {
    ...checkpoint,
    model: "owner/name",
    device: "wasm",
    dtype: "fp32",
    tokenizer: async () => ({ ...unread, ...tokenizer }),
    decoder: () => Promise.reject(new Error("no decoder of ids")),
    has: async () => true,
  };
  return { open: () => openSpeechT5(whole), held, fed, spoken: () => spoken };
}

const unread: SpanTokenizer = {
  encode: () => ({ ids: [], typeIds: [], dropped: 0 }),
  decode: () => "",
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
  join: () => "",
  tokenOf: String,
  pieceOf: String,
  continuation: "",
  unknownId: undefined,
  paddingSide: "right",
  classId: undefined,
  maskToken: undefined,
};

const never = new AbortController().signal;
const own = { speaker_embeddings: [], speaker_id: null };

it("writes frames until the ends together say so, keeps the encoder's keys of the first step, and gives all back", async () => {
  const { open, held, fed, spoken } = setUp(3);
  const voice = await open();
  expect(await voice.speak(voice.read("a"), never, own)).toEqual(new Float32Array(8).fill(0.5));
  expect(fed).toHaveLength(3);
  expect(fed[0]?.use_cache_branch).toMatchObject({ type: "bool", data: Uint8Array.of(0) });
  expect(fed[0]?.["past_key_values.0.encoder.key"]?.dims).toEqual([1, 2, 0, 2]);
  expect(fed[2]?.use_cache_branch).toMatchObject({ data: Uint8Array.of(1) });
  expect(fed[2]?.["past_key_values.0.encoder.key"]).toBe(fed[1]?.["past_key_values.0.encoder.key"]);
  expect(fed[2]?.["past_key_values.0.decoder.key"]).not.toBe(fed[1]?.["past_key_values.0.decoder.key"]);
  expect(spoken()).toMatchObject({ dims: [6, 2], data: Float32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3) });
  expect(held.size).toBe(0);
});

it("ends a text that never ends at twenty frames a letter, as Python does", async () => {
  const { open, fed } = setUp(Number.POSITIVE_INFINITY);
  const voice = await open();
  await voice.speak(voice.read("a"), never, own);
  expect(fed).toHaveLength(20);
});

it("speaks as whoever it is told, and refuses to guess", async () => {
  const other = setUp(1);
  await (await other.open()).speak([5, 2], never, { speaker_embeddings: ["4", "5", "6"], speaker_id: null });
  expect(other.fed[0]?.speaker_embeddings).toMatchObject({ data: Float32Array.of(4, 5, 6), dims: [1, 3] });
  const nobody = await setUp(1, []).open();
  await expect(nobody.speak([5, 2], never, own)).rejects.toMatchObject({
    code: "input-invalid",
    narrow: { reason: "speaker-missing", values: { width: "3", given: "0" } },
  });
});

it("gives all back when it is stopped", async () => {
  const { open, held } = setUp(3);
  await expect((await open()).speak([5, 2], AbortSignal.abort(), own)).rejects.toBeInstanceOf(Stopped);
  expect(held.size).toBe(0);
});
