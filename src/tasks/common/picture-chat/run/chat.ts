import * as v from "valibot";
import { GenerationConfig, unknownSettingsOf } from "../../../../shared/generation/config.ts";
import type { ContentPart } from "../../../../shared/media.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { createMemory, keptTokensOf } from "../../chat/run/memory.ts";
import { createRecall } from "../../chat/run/recall.ts";
import { type WriteOptions, type Writer, write } from "../../chat/run/write.ts";
import type { Story } from "../../chat/story.ts";
import { positionsOf } from "../../text/run/max-tokens.ts";
import { endIdsOf } from "../../writing/run/end-ids.ts";
import type { MediaDraft } from "./draft.ts";
import { familyOf } from "./families.ts";
import type { Reader } from "./family.ts";
import { createSight, type Sense } from "./sense.ts";
import { createSighted } from "./sighted.ts";

/** A model that chats about pictures, sounds, or both. */
export interface MediaChat {
  readonly tokenizer: SpanTokenizer;
  readonly senses: readonly Sense[];
  readonly reader: Reader;
  readonly positions: number;
  /** Reads one of what it has a sense for, and two tokens. */
  warmUp(...parts: readonly ContentPart[]): Promise<void>;
  /** What writes about these media: it remembers the last conversation only where it had the same ones. */
  writerFor(signs: readonly string[]): Writer;
  drop(): void;
}

/** @throws TaskError `model-unsupported` for a family that nothing here can read, before its weights are fetched */
export async function loadPictureChat(checkpoint: Checkpoint): Promise<MediaChat> {
  const openFamily = familyOf(checkpoint);
  const tokenizer = await checkpoint.tokenizer();
  const family = await openFamily(checkpoint, tokenizer);
  return openMediaChat(checkpoint, tokenizer, family, async () => [
    createSight(family, await checkpoint.graph("vision_encoder")),
  ]);
}

/** @param openSenses opens encoders beside the decoder */
export async function openMediaChat(
  checkpoint: Checkpoint,
  tokenizer: SpanTokenizer,
  reader: Reader,
  openSenses: () => Promise<readonly Sense[]>,
): Promise<MediaChat> {
  const [embed, senses, graph, endIds, file] = await Promise.all([
    checkpoint.graph("embed_tokens"),
    openSenses(),
    checkpoint.decoder("decoder_model_merged"),
    endIdsIn(checkpoint, reader),
    checkpoint.json("generation_config.json"),
  ]);
  const { placesSeeOneAnother } = reader;
  const { open, openBatch } = createSighted({ embed, graph, senses, placesSeeOneAnother });
  const positions = positionsOf(reader.text);
  const settings = file ?? reader.text;
  // A template seldom writes a reply as the model did; the media before it are most of what was read.
  const hasMedia = (kept: readonly number[], common: number) =>
    reader.frame === undefined && kept.slice(0, common).some((id) => senses.some(({ placeId }) => placeId === id));
  const memory = createMemory(open, keptTokensOf(reader.text), hasMedia);
  const fixed = {
    tokenizer,
    endIds,
    positions,
    memory,
    openBatch,
    generation: v.parse(GenerationConfig, settings),
    unknownSettings: unknownSettingsOf(settings),
  };
  const forget = () => {
    for (const { album } of senses) album.drop();
  };
  let recall = createRecall();
  let remembered: readonly string[] = [];

  return {
    tokenizer,
    senses,
    reader,
    positions,
    writerFor(signs) {
      // The same ids with other media in their places are another text.
      if (remembered.some((sign, index) => sign !== signs[index])) {
        memory.drop();
        recall = createRecall();
      }
      remembered = signs;
      return { ...fixed, recall };
    },
    async warmUp(...parts) {
      const looking = { signal: new AbortController().signal, progress() {} };
      const pages = senses.flatMap((sense) => sense.lay([{ role: "user", content: [...parts] }], looking));
      const decoder = open();
      try {
        await decoder.step(tokenizer.encode(pages.map(({ spelling }) => spelling.text).join("")).ids);
        await decoder.step([tokenizer.padId]);
      } finally {
        decoder.dispose();
        forget();
      }
    },
    drop() {
      memory.drop();
      forget();
    },
  };
}

async function endIdsIn(checkpoint: Checkpoint, { text }: Reader): Promise<ReadonlySet<number>> {
  const own = await endIdsOf(checkpoint);
  return own.size > 0 ? own : endIdsOf({ ...checkpoint, config: text });
}

/** Writes the answer to a conversation, and tells what its media took. */
export async function writeAbout(
  chat: MediaChat,
  draft: MediaDraft,
  options: WriteOptions,
  context: RunContext<Story>,
): Promise<Story> {
  const told = (story: Story): Story => ({
    ...story,
    ...figuresOf("image", "pictures"),
    ...figuresOf("audio", "sounds"),
  });
  const emit = (story: Story) => context.emit(told(story));
  return told(await write(chat.writerFor(draft.signs), draft, options, { ...context, emit }));

  function figuresOf(type: Sense["type"], name: "pictures" | "sounds"): Pick<Story, "pictures" | "sounds"> {
    const tokens = draft.places[type];
    const album = chat.senses.find((sense) => sense.type === type)?.album;
    return album && tokens > 0 ? { [name]: { tokens, ms: album.lookedMs } } : {};
  }
}
