import * as v from "valibot";
import { GenerationConfig, unknownSettingsOf } from "../../../../shared/generation/config.ts";
import type { Pixels } from "../../../../shared/media.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { createMemory, keptTokensOf } from "../../chat/run/memory.ts";
import { createRecall } from "../../chat/run/recall.ts";
import { type WriteOptions, type Writer, write } from "../../chat/run/write.ts";
import type { Story } from "../../chat/story.ts";
import { positionsOf } from "../../text/run/max-tokens.ts";
import { endIdsOf } from "../../writing/run/end-ids.ts";
import { type Album, createAlbum } from "./album.ts";
import type { PictureDraft } from "./draft.ts";
import { familyOf } from "./families.ts";
import type { PictureFamily } from "./family.ts";
import { createSighted } from "./sighted.ts";

/** A model that chats about pictures. */
export interface PictureChat {
  readonly tokenizer: SpanTokenizer;
  readonly family: PictureFamily;
  readonly album: Album;
  readonly positions: number;
  /** Looks at a picture and reads two tokens. */
  warmUp(picture: Pixels): Promise<void>;
  /** What writes about these pictures: it remembers the last conversation only where it had the same ones. */
  writerFor(signs: readonly string[]): Writer;
  drop(): void;
}

/** @throws TaskError `model-unsupported` for a family that nothing here can read, before its weights are fetched */
export async function loadPictureChat(checkpoint: Checkpoint): Promise<PictureChat> {
  const openFamily = familyOf(checkpoint);
  const tokenizer = await checkpoint.tokenizer();
  const family = await openFamily(checkpoint, tokenizer);
  const [embed, encoder, graph, endIds, file] = await Promise.all([
    checkpoint.graph("embed_tokens"),
    checkpoint.graph("vision_encoder"),
    checkpoint.decoder("decoder_model_merged"),
    endIdsIn(checkpoint, family),
    checkpoint.json("generation_config.json"),
  ]);
  const album = createAlbum(family, encoder);
  const { open, openBatch } = createSighted({ embed, graph, album, family });
  const positions = positionsOf(family.text);
  const settings = file ?? family.text;
  // A template seldom writes a reply as the model did; the pictures before it are most of what was read.
  const hasPictures = (kept: readonly number[], common: number) =>
    family.frame === undefined && kept.slice(0, common).includes(family.placeId);
  const memory = createMemory(open, keptTokensOf(family.text), hasPictures);
  const fixed = {
    tokenizer,
    endIds,
    positions,
    memory,
    openBatch,
    generation: v.parse(GenerationConfig, settings),
    unknownSettings: unknownSettingsOf(settings),
  };
  let recall = createRecall();
  let remembered: readonly string[] = [];

  return {
    tokenizer,
    family,
    album,
    positions,
    writerFor(signs) {
      // The same ids with other pictures in their places are another text.
      if (remembered.some((sign, index) => sign !== signs[index])) {
        memory.drop();
        recall = createRecall();
      }
      remembered = signs;
      return { ...fixed, recall };
    },
    async warmUp(picture) {
      const [page] = album.lay([picture], { signal: new AbortController().signal, progress() {} });
      const decoder = open();
      try {
        await decoder.step(tokenizer.encode(page?.spelling.text ?? "").ids);
        await decoder.step([tokenizer.padId]);
      } finally {
        decoder.dispose();
        album.drop();
      }
    },
    drop() {
      memory.drop();
      album.drop();
    },
  };
}

async function endIdsIn(checkpoint: Checkpoint, { text }: PictureFamily): Promise<ReadonlySet<number>> {
  const own = await endIdsOf(checkpoint);
  return own.size > 0 ? own : endIdsOf({ ...checkpoint, config: text });
}

/** Writes the answer to a conversation, and tells what its pictures took. */
export async function writeAbout(
  chat: PictureChat,
  draft: PictureDraft,
  options: WriteOptions,
  context: RunContext<Story>,
): Promise<Story> {
  const { album } = chat;
  const told = (story: Story): Story =>
    draft.places === 0 ? story : { ...story, pictures: { tokens: draft.places, ms: album.lookedMs } };
  const emit = (story: Story) => context.emit(told(story));
  return told(await write(chat.writerFor(draft.signs), draft, options, { ...context, emit }));
}
