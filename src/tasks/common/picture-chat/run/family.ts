import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { Json } from "../../../../shared/json.ts";
import type { Pixels } from "../../../../shared/media.ts";
import type { Feeds } from "../../../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";

/** What is written for a picture or a sound, and how many of its tokens are places for what the encoder makes of it. */
export interface Spelling {
  readonly text: string;
  readonly places: number;
  /** How the places lie, of a family that numbers them by row and column. */
  readonly cells?: Cells;
}

export interface Cells {
  readonly rows: number;
  readonly columns: number;
}

/** What a family of models does with one kind of media that it reads beside text. */
export interface Reading<Medium, Prepared> {
  /** What a chat template leaves in its place. */
  readonly mark: string;
  /** The id of the places that what the encoder makes of it takes. */
  readonly placeId: number;
  /**
   * Of a processor that takes all media of a conversation together, and each by the largest: how large that is. Where it
   * changes, each is another.
   */
  sharedSizeOf?(media: readonly Medium[]): number;
  /** @param sharedSize of the media that it is one of */
  prepare(medium: Medium, sharedSize?: number): Prepared;
  /** What stands in the mark's place, as Python's processor expands it. */
  spell(prepared: Prepared): Spelling;
  /** What the encoder is fed, pass by pass; the vectors of all passes, one after the other, take the places. */
  looks(prepared: Prepared): readonly Feeds[];
}

/** How a family's decoder reads. */
export interface Reader {
  /** The part of `config.json` that tells of the decoder. */
  readonly text: Json;
  /** All places of one picture see one another, where of all others each sees what came before it (`token_type_ids`). */
  readonly placesSeeOneAnother?: true;
  /**
   * A prompt of a checkpoint that knows no conversation, special tokens in place. Its tokens see one another, so that what was
   * remembered of another prompt's beginning is not that of this one.
   */
  frame?(marks: string, words: string): string;
}

export interface PictureFamily extends Reader, Reading<Pixels, PreparedImage> {}

/** Reads off a checkpoint how it takes pictures. */
export type OpenFamily = (checkpoint: Checkpoint, tokenizer: SpanTokenizer) => Promise<PictureFamily>;
