import type { Device, DtypeChoice } from "../shared/checkpoint.ts";
import type { Decoder } from "../shared/generation/decoder.ts";
import type { ChatMessage } from "../shared/media.ts";
import type { TensorMap } from "../shared/tensor.ts";

/** Token ids of one text, special tokens in place. */
export interface Encoding {
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  /** How many tokens of the text itself were left out to fit `maxLength`. */
  readonly dropped: number;
}

export interface EncodeSettings {
  readonly pair?: string;
  /** In tokens, special tokens included. Python's rule: the text is cut, the special tokens stay. */
  readonly maxLength?: number;
  readonly addSpecialTokens?: boolean;
}

export interface Tokenizer {
  encode(text: string, settings?: EncodeSettings): Encoding;
  /** @param settings.cleanUpSpaces takes away spaces before punctuation; left out, the tokenizer's own setting counts. */
  decode(
    ids: readonly number[],
    settings?: { readonly skipSpecialTokens?: boolean; readonly cleanUpSpaces?: boolean },
  ): string;
  /** Ids of a conversation by the checkpoint's own template, the assistant's turn opened. */
  chat(messages: readonly ChatMessage[]): readonly number[];
  readonly hasChatTemplate: boolean;
  idOf(token: string): number | undefined;
  readonly padId: number;
  readonly specialIds: ReadonlySet<number>;
  /** `model_max_length` of the tokenizer, `Infinity` where it names none. */
  readonly maxLength: number;
}

/** One ONNX graph of the checkpoint. Extra feeds are dropped; outputs are on the CPU. */
export interface Graph {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: TensorMap): Promise<TensorMap>;
}

/** A graph that writes one token after another and may keep keys and values between steps. */
export interface DecoderGraph {
  /** Starts a new sequence. `context` is fed at every step (`encoder_hidden_states`). The caller disposes. */
  open(context?: TensorMap): Decoder;
}

/** What a task may ask of a loaded checkpoint; the engine is behind it. */
export interface Checkpoint {
  /** The Hub's id, or `embedded/<name>`. */
  readonly model: string;
  readonly device: Device;
  readonly dtype: DtypeChoice;
  /** `config.json`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Another JSON file of the repository, `undefined` where it has none. */
  json(file: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  tokenizer(): Promise<Tokenizer>;
  /** @param file base name below `onnx/` without dtype suffix: `model`, `encoder_model`. */
  graph(file: string): Promise<Graph>;
  decoder(file: string): Promise<DecoderGraph>;
}
