import { type ChatMessage, type ContentPart, picturesIn } from "../../../../shared/media.ts";
import type { Graph } from "../../../ports.ts";
import { markOf } from "../../vision/run/kept.ts";
import { type Album, createAlbum, type Looking, type Page } from "./album.ts";
import type { PictureFamily, Reading } from "./family.ts";

/** One kind of media that a model reads beside text, with what was made of those of a conversation. */
export interface Sense {
  readonly type: Exclude<ContentPart["type"], "text">;
  readonly mark: string;
  readonly placeId: number;
  readonly album: Omit<Album<never>, "lay">;
  /** Those of the conversation, in their order. */
  lay(messages: readonly ChatMessage[], looking: Looking): readonly Page[];
}

export type Encoder = Pick<Graph, "run" | "outputNames">;

export function createSight(family: Pick<PictureFamily, keyof Reading<never, never>>, encoder: Encoder): Sense {
  const { mark, placeId } = family;
  const album = createAlbum(family, encoder, markOf);
  return { type: "image", mark, placeId, album, lay: (messages, looking) => album.lay(picturesIn(messages), looking) };
}
