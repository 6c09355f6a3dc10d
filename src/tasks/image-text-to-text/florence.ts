import * as v from "valibot";
import { Stopped, TaskError } from "../../shared/errors.ts";
import { GenerationConfig, unknownSettingsOf } from "../../shared/generation/config.ts";
import { createImageProcessor } from "../../shared/image/processor.ts";
import { type ChatMessage, contentText, originalOf, type Pixels, picturesIn } from "../../shared/media.ts";
import { type FloatTensor, floatsOf, floatTensor, longTensor, outputOf } from "../../shared/tensor.ts";
import { createMemory } from "../common/chat/run/memory.ts";
import { type Draft, prefixOf, refuseLonger } from "../common/chat/run/prompt.ts";
import { createRecall } from "../common/chat/run/recall.ts";
import { write } from "../common/chat/run/write.ts";
import type { Story } from "../common/chat/story.ts";
import { textConfigOf } from "../common/picture-chat/run/parts.ts";
import { createSighted } from "../common/picture-chat/run/sighted.ts";
import { positionsOf } from "../common/text/run/max-tokens.ts";
import { greyPicture, processorConfigOf } from "../common/vision/run/image-model.ts";
import { createKept, markOf } from "../common/vision/run/kept.ts";
import { endIdsOf } from "../common/writing/run/end-ids.ts";
import { startIdOf } from "../common/writing/run/generation-config.ts";
import { openDecoder } from "../common/writing/run/seq2seq.ts";
import type { Checkpoint } from "../ports.ts";
import type { RunContext } from "../run.ts";
import type { Answer } from "./answer.ts";
import { type Asked, toAsked } from "./prompts.ts";
import { readAnswer } from "./regions.ts";
import type { AnswerOptions, Speaker } from "./speaker.ts";

/** One question about one picture: nothing is remembered of the turns before it. */
interface FlorenceDraft extends Draft {
  readonly picture: Pixels;
  readonly asked: Asked;
  /** Of the sentence, behind what stands for the picture. */
  readonly source: readonly number[];
}

const Processor = v.object({
  post_processor_config: v.nullish(
    v.object({ phrase_grounding: v.nullish(v.object({ banned_grounding_tokens: v.nullish(v.array(v.string())) })) }),
  ),
});

/**
 * Florence-2: what was seen stands before a sentence that names a task, an encoder reads both, and a decoder writes words
 * and places.
 */
export async function loadFlorence(checkpoint: Checkpoint): Promise<Speaker> {
  const text = textConfigOf(checkpoint);
  const [tokenizer, settings, written, embed, eye, encoder, graph, file, endIds] = await Promise.all([
    checkpoint.tokenizer(),
    processorConfigOf(checkpoint),
    checkpoint.json("processor_config.json"),
    checkpoint.graph("embed_tokens"),
    checkpoint.graph("vision_encoder"),
    checkpoint.heldGraph("encoder_model", ["last_hidden_state"]),
    openDecoder(checkpoint),
    checkpoint.json("generation_config.json"),
    endIdsOf({ ...checkpoint, config: text }),
  ]);
  const processor = createImageProcessor(settings, "florence2");
  const { post_processor_config: rules } = v.parse(Processor, written ?? {});
  const banned = new Set(rules?.phrase_grounding?.banned_grounding_tokens);
  const generation = v.parse(GenerationConfig, file ?? text);
  const positions = positionsOf(text);
  const sights = createKept<string, FloatTensor>((a, b) => a === b);
  let recall = createRecall();
  let told: string | undefined;

  async function sightOf(picture: Pixels, { signal, progress }: Pick<RunContext<never>, "signal" | "progress">) {
    const startedAt = performance.now();
    let ms = 0;
    const sight = await sights.of(markOf(picture), async () => {
      progress(0, 1);
      const outputs = await eye.run({ pixel_values: processor.prepare(picture).pixelValues });
      ms = performance.now() - startedAt;
      return floatsOf(outputs, eye.outputNames[0] ?? "image_features", 3);
    });
    progress(1, 1);
    if (signal.aborted) throw new Stopped();
    return { sight, places: sight.dims[1] ?? 0, ms };
  }

  /** What the encoder makes of the picture and the sentence behind it. */
  async function statesOf(sight: FloatTensor, source: readonly number[]) {
    const outputs = await embed.run({ input_ids: longTensor(source, [1, source.length]) });
    const words = floatsOf(outputs, embed.outputNames[0] ?? "inputs_embeds", 3);
    const [, places = 0, width = 0] = sight.dims;
    const length = places + source.length;
    const vectors = new Float32Array(length * width);
    vectors.set(sight.data);
    vectors.set(words.data, places * width);
    const attention = longTensor(new Array<number>(length).fill(1), [1, length]);
    const fed = { inputs_embeds: floatTensor(vectors, [1, length, width]), attention_mask: attention };
    const states = outputOf(await encoder.hold(fed), "last_hidden_state");
    return { encoder_hidden_states: states, encoder_attention_mask: attention };
  }

  /** The encoder has read the picture: in what the decoder reads there are no places for it. */
  const decoderOf = (fixed: Awaited<ReturnType<typeof statesOf>>) =>
    createSighted({
      embed,
      senses: [],
      graph: { open: () => graph.open(fixed), openBatch: () => graph.openBatch(fixed) },
    });

  function toDraft(messages: readonly ChatMessage[], options: AnswerOptions): FlorenceDraft {
    const turn = messages.at(-1);
    const words = contentText(turn?.content ?? "");
    const asked = toAsked(words.trim());
    return {
      ...{ messages: null, prompt: words, picture: pictureOf(messages), asked },
      ids: [startIdOf(generation)],
      prefix: prefixOf(options),
      source: tokenizer.encode(asked.prompt).ids,
    };
  }

  async function answer(draft: FlorenceDraft, options: AnswerOptions, context: RunContext<Answer>): Promise<Answer> {
    const { picture, asked, source } = draft;
    const { sight, places, ms } = await sightOf(picture, context);
    refuseLonger(places + source.length, positions);
    const fixed = await statesOf(sight, source);
    const { open, openBatch } = decoderOf(fixed);
    const sign = `${markOf(picture)} ${source.join(" ")}`;
    if (sign !== told) recall = createRecall();
    told = sign;
    const toAnswer = (story: Story): Answer => ({
      ...story,
      promptTokens: places + source.length,
      pictures: { tokens: places, ms },
      ...(asked.task && {
        read: { task: asked.task.name, answer: readIn(story, asked.task.kind, picture) },
      }),
    });
    const writer = {
      ...{ tokenizer, endIds, positions, generation, openBatch, recall },
      unknownSettings: unknownSettingsOf(file ?? text),
      // Each question has an encoder's states of its own: nothing of one is begun with by another.
      memory: createMemory(open, 0),
    };
    try {
      const emit = (story: Story) => context.emit(toAnswer(story));
      return toAnswer(await write(writer, draft, options, { ...context, emit }));
    } finally {
      fixed.encoder_hidden_states.dispose();
    }
  }

  function readIn({ tokens }: Story, kind: NonNullable<Asked["task"]>["kind"], picture: Pixels) {
    const ids = tokens.map(({ id }) => id);
    return readAnswer(tokenizer.decode(ids, { skipSpecialTokens: false }), kind, originalOf(picture), { banned });
  }

  return {
    ask(messages, options) {
      const draft = toDraft(messages, options);
      return (context) => answer(draft, options, context);
    },
    async warmUp() {
      const { sight } = await sightOf(greyPicture(), { signal: new AbortController().signal, progress() {} });
      const fixed = await statesOf(sight, tokenizer.encode(toAsked("<CAPTION>").prompt).ids);
      const decoder = decoderOf(fixed).open();
      try {
        await decoder.step([startIdOf(generation)]);
        await decoder.step([tokenizer.padId]);
      } finally {
        decoder.dispose();
        fixed.encoder_hidden_states.dispose();
        sights.drop();
      }
    },
    drop: sights.drop,
  };
}

/** The picture of the last turn, or the newest before it: the next task may be about the same one. */
function pictureOf(messages: readonly ChatMessage[]): Pixels {
  const [picture, ...others] = picturesIn(messages.slice(-1));
  const found = picture ?? picturesIn(messages).at(-1);
  if (found && others.length === 0) return found;
  throw new TaskError("input-invalid", "Florence-2 reads one picture and one question.", undefined, {
    reason: "picture-one",
  });
}
