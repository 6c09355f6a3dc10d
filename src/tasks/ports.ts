import type { Device, DtypeChoice } from "../hub/checkpoint.ts";
import type { BatchDecoder, Decoder } from "../shared/generation/decoder.ts";
import type { Json } from "../shared/json.ts";
import type { ChatMessage } from "../shared/media.ts";
import type { Feeds, FloatTensor, Handle, TensorMap } from "../shared/tensor.ts";

/** Token ids of one text, special tokens in place. */
export interface Encoding {
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  /** How many tokens of the text itself were left out to fit `maxLength`. */
  readonly dropped: number;
}

export interface EncodeSettings {
  readonly pair?: string;
  /** In tokens, special tokens included. */
  readonly maxLength?: number;
  /**
   * Python's words for what is cut of a pair that is longer: the text alone (`only_first`, where left out), or the longer
   * of the two. Special tokens stay.
   */
  readonly truncation?: "only_first" | "longest_first";
  readonly addSpecialTokens?: boolean;
}

/** Token ids of one window of a text or a pair, special tokens in place, and where each token comes from. */
export interface SpanEncoding {
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  /** As the vocabulary writes them. */
  readonly tokens: readonly string[];
  /** Start and end in the token's own text, in code points; 0, 0 for special tokens. */
  readonly offsets: readonly (readonly [start: number, end: number])[];
  /** Which word of its text a token belongs to, by the pre-tokenizer; `null` for special tokens. */
  readonly words: readonly (number | null)[];
  /** 0 for a token of the text, 1 for one of the pair, `null` for special tokens. */
  readonly sequences: readonly (0 | 1 | null)[];
}

export interface SpanSettings {
  readonly pair?: string;
  /** In tokens, special tokens included. A longer text is cut into windows. */
  readonly maxLength?: number;
  /** Python's words for which of a pair is cut: the second, where left out. */
  readonly truncation?: "only_first" | "only_second";
  /** By how many tokens a window overlaps the one before. */
  readonly stride?: number;
}

export interface Tokenizer {
  encode(text: string, settings?: EncodeSettings): Encoding;
  /** @param settings.cleanUpSpaces takes away spaces before punctuation; left out, the tokenizer's own setting counts. */
  decode(
    ids: readonly number[],
    settings?: { readonly skipSpecialTokens?: boolean; readonly cleanUpSpaces?: boolean },
  ): string;
  /**
   * Ids of a conversation by the checkpoint's own template, the assistant's turn opened.
   * @param variables what else the template may ask for: `enable_thinking`
   */
  chat(messages: readonly ChatMessage[], variables?: Readonly<Record<string, boolean>>): readonly number[];
  readonly hasChatTemplate: boolean;
  /** Whether the chat template asks for this variable. */
  chatTemplateNames(variable: string): boolean;
  idOf(token: string): number | undefined;
  readonly padId: number;
  readonly specialIds: ReadonlySet<number>;
  /** `model_max_length` of the tokenizer, `Infinity` where it names none. */
  readonly maxLength: number;
}

/** A tokenizer that knows where in the text its tokens are. */
export interface SpanTokenizer extends Tokenizer {
  /**
   * The windows of a text, at least one, as Python's fast tokenizers make them with `return_overflowing_tokens` and
   * `return_offsets_mapping`.
   * @throws TaskError `input-invalid` where `maxLength` leaves no room, `model-unsupported` for an unknown tokenizer
   */
  spans(text: string, settings?: SpanSettings): readonly SpanEncoding[];
  /** Python's `convert_tokens_to_string`. */
  join(tokens: readonly string[]): string;
  /** As the vocabulary writes it. */
  tokenOf(id: number): string;
  /** A token by itself as text: its own spaces and bytes, `\ufffd` where its bytes are not yet a character. */
  pieceOf(id: number): string;
  /** What marks a token that goes on a word (`##`); empty where the vocabulary has no such mark. */
  readonly continuation: string;
  readonly unknownId: number | undefined;
  /** The text that the chat template makes of a conversation, before it is cut into tokens. */
  renderChat(messages: readonly ChatMessage[], variables?: Readonly<Record<string, boolean>>): string;
  /** Python's `bos_token`. */
  readonly beginToken: string | undefined;
  /** Python's `padding_side`; its pipelines put a text and what goes beside it in another order by it. */
  readonly paddingSide: "left" | "right";
  /** Python's `cls_token_id`: the token that stands for the whole text. */
  readonly classId: number | undefined;
  /** Python's `mask_token`, where the checkpoint or its tokenizer's class has one. */
  readonly maskToken: string | undefined;
}

/** One input of a graph as ONNX Runtime describes it; names stand for lengths that vary. */
export interface GraphInput {
  readonly name: string;
  /** ONNX Runtime's word: `float32`, `int64`. */
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/**
 * One ONNX graph of the checkpoint, which reads a whole input at once. Extra feeds are dropped, and what a decoder asks
 * for beside ids is filled in: an empty past, positions. Outputs are on the CPU, without what a next step would take.
 */
export interface Graph {
  readonly inputNames: readonly string[];
  readonly inputs: readonly GraphInput[];
  readonly outputNames: readonly string[];
  /** @throws TaskError `model-unsupported` where the graph asks for an input that nobody knows */
  run(feeds: Feeds): Promise<TensorMap>;
}

/** A graph whose outputs another one reads. */
export interface HeldGraph {
  readonly inputNames: readonly string[];
  /** @returns the outputs where they are; the caller disposes each of them */
  hold(feeds: Feeds): Promise<Readonly<Record<string, Handle>>>;
}

/** New places of a sequence as vectors, in the place of ids: what an embedding graph and an encoder made of them. */
export interface Embedded {
  /** [sequences, places, width] */
  readonly embeddings: FloatTensor | Handle;
  /** A number for each place, or three rows (time, height, width); left out, they are counted on. */
  readonly positions?: readonly (readonly number[])[] | undefined;
  /** `token_type_ids`, zeros where left out; places that follow one another with 1 see one another, and are read together. */
  readonly typeIds?: readonly number[] | undefined;
  /** What the embedding graph gives beside, for each place, by name: `per_layer_inputs` [sequences, places, layers, width]. */
  readonly beside?: Readonly<Record<string, FloatTensor>> | undefined;
}

/** A sequence that goes on by ids or by vectors. */
export interface GraphDecoder extends Decoder {
  step(fresh: readonly number[] | Embedded, signal?: AbortSignal): Promise<Float32Array>;
}

export interface GraphBatch extends BatchDecoder {
  step(fresh: readonly (readonly number[])[] | Embedded, signal?: AbortSignal): Promise<readonly Float32Array[]>;
}

/** Looks at what a graph gives at each run beside logits: its cross attentions, where it was exported with them. */
export interface Watch {
  readonly names: readonly string[];
  /** @param outputs those of the names that the graph has */
  see(outputs: TensorMap): void;
}

/** A graph that writes one token after another and may keep keys and values between steps. */
export interface DecoderGraph {
  readonly outputNames: readonly string[];
  /**
   * Starts a new sequence. `context` is fed at every step (`encoder_hidden_states`). The caller disposes the sequence,
   * and handles of the context after it.
   */
  open(context?: Feeds, watch?: Watch): GraphDecoder;
  /** The same for several sequences side by side; `context` is that of one, and holds for all. */
  openBatch(context?: Feeds): GraphBatch;
}

/** What a task may ask of a loaded checkpoint; the engine is behind it. */
export interface Checkpoint {
  /** The Hub's id, or `embedded/<name>`. */
  readonly model: string;
  readonly device: Device;
  readonly dtype: DtypeChoice;
  /** `config.json`. */
  readonly config: Json;
  /** Another JSON file of the repository, `undefined` where it has none. */
  json(file: string): Promise<Json | undefined>;
  /** Any other small file of the repository, `undefined` where it has none. */
  bytes(file: string): Promise<Uint8Array | undefined>;
  tokenizer(): Promise<SpanTokenizer>;
  /** @param file base name below `onnx/` without dtype suffix: `model`, `encoder_model`. */
  graph(file: string): Promise<Graph>;
  /** @param outputs that stay on the GPU, where there is one. */
  heldGraph(file: string, outputs: readonly string[]): Promise<HeldGraph>;
  /** @param later the graph of the steps after the first, where the repository has two (`decoder_with_past_model`). */
  decoder(file: string, later?: string): Promise<DecoderGraph>;
  /** Whether the repository holds this graph in the dtype that was chosen. */
  has(file: string): Promise<boolean>;
}
