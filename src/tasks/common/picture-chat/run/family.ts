import type { Json } from "../../../../hub/json.ts";
import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { Pixels } from "../../../../shared/media.ts";
import type { Feeds } from "../../../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";

/** What is written for a picture, and how many of its tokens are places for what the encoder sees. */
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

/** What a family of models that read pictures beside text does with a picture. */
export interface PictureFamily {
  /** What a chat template leaves in a picture's place. */
  readonly mark: string;
  /** The id of the places that what the encoder sees takes. */
  readonly placeId: number;
  /** The part of `config.json` that tells of the decoder. */
  readonly text: Json;
  /** All places of one picture see one another, where of all others each sees what came before it (`token_type_ids`). */
  readonly placesSeeOneAnother?: true;
  /**
   * A prompt of a checkpoint that knows no conversation, special tokens in place. Its tokens see one another, so that what was
   * remembered of another prompt's beginning is not that of this one.
   */
  frame?(marks: string, words: string): string;
  prepare(picture: Pixels): PreparedImage;
  /** What stands in the mark's place, as Python's processor expands it. */
  spell(picture: PreparedImage): Spelling;
  /** What the encoder is fed, pass by pass; the vectors of all passes, one after the other, take the places. */
  looks(picture: PreparedImage): readonly Feeds[];
}

/** Reads off a checkpoint how it takes pictures. */
export type OpenFamily = (checkpoint: Checkpoint, tokenizer: SpanTokenizer) => Promise<PictureFamily>;
