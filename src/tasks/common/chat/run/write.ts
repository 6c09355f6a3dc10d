import { Stopped } from "../../../../shared/errors.ts";
import { searchBeams } from "../../../../shared/generation/beams.ts";
import type { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { BatchDecoder } from "../../../../shared/generation/decoder.ts";
import { generate } from "../../../../shared/generation/generate.ts";
import { greedy } from "../../../../shared/generation/sampling.ts";
import type { Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { createPace } from "../../writing/run/pace.ts";
import type { Story, WrittenToken } from "../story.ts";
import type { Memory } from "./memory.ts";
import type { Draft } from "./prompt.ts";
import type { Recall } from "./recall.ts";
import { type Choices, chooserOf, shapersOf, strategyOf } from "./strategy.ts";
import { describeToken, withoutCutCharacter } from "./token.ts";

export interface Writer {
  readonly tokenizer: Tokenizer;
  readonly endIds: ReadonlySet<number>;
  /** In tokens, prompt included. */
  readonly positions: number;
  readonly memory: Memory;
  openBatch(): BatchDecoder;
  readonly recall: Recall;
  /** `generation_config.json`, or what `config.json` says where there is none. */
  readonly generation: GenerationConfig;
  /** Settings in it that change the text in Python and do not here. */
  readonly unknownSettings: readonly string[];
  /** At which Python's pipeline draws, whatever the checkpoint says. */
  readonly temperature?: number;
}

export interface WriteOptions extends Choices {
  readonly stop: readonly string[];
}

/** Writes one token after another, each with the ten it might have been. */
export async function write(
  writer: Writer,
  { messages, prompt, ids, prefix }: Draft,
  options: WriteOptions,
  context: RunContext<Story>,
): Promise<Story> {
  const { tokenizer, endIds, positions, memory, recall } = writer;
  const strategy = strategyOf(options, writer.generation, writer.temperature);
  if (writer.unknownSettings.length > 0) {
    context.notice("settings-unknown", { settings: writer.unknownSettings.join(", ") });
  }
  const known = recall.describe(ids, prefix);
  const tokens: WrittenToken[] = [...known];
  const start = [...ids, ...prefix.slice(0, known.length)];
  const maxNewTokens = Math.min(options.max_new_tokens, positions - ids.length - prefix.length);
  const frame = { promptLength: ids.length + prefix.length, maxNewTokens, endIds, source: ids };
  const pace = createPace();
  const textOf = textAfter(tokenizer, ids);
  const reading = await memory.take(start);
  const keptTokens = reading.length;
  let next: WrittenToken | null = null;
  /** What ended the text. Python reads it back with the others: only a special token is not seen. */
  let end: readonly number[] = [];

  const storyOf = (text: string, finish: Story["finish"]): Story => ({
    ...{ messages, prompt, text, tokens, next, finish, keptTokens },
    promptTokens: ids.length,
    speed: pace.speed(),
  });
  const tell = (written: readonly number[]) => {
    const text = textOf(written);
    context.emit(storyOf(withoutCutCharacter(text), null));
    return text;
  };
  const isStop = (text: string) => options.stop.some((stop) => stop !== "" && text.includes(stop));

  /** Writes these ids over whatever the model would have, then up to `room` of its own. */
  async function goOn(forced: readonly number[], room: number): Promise<Story["finish"]> {
    const given = forced.values();
    const choose = chooserOf(strategy);
    const {
      ids: written,
      finish,
      endId,
    } = await generate({
      decoder: reading,
      prompt: start,
      maxNewTokens: forced.length + room,
      endIds,
      processors: shapersOf(strategy, frame),
      choose: (logits) => given.next().value ?? choose(logits),
      signal: context.signal,
      onToken(id, logits) {
        if (room > 0) pace.count();
        tokens.push(describeToken(id, logits, tokenizer));
        const text = tell(tokens.map((token) => token.id));
        return room > 0 && isStop(text);
      },
      onEnd(id, logits) {
        next = describeToken(id, logits, tokenizer);
      },
    });
    if (endId !== undefined) end = [endId];
    if (room > 0 || finish !== "length") return finish;
    const logits = await reading.step([...start, ...written].slice(reading.length), context.signal);
    if (context.signal.aborted) throw new Stopped();
    next = describeToken(greedy(logits), logits, tokenizer);
    return "choice";
  }

  /** Looks for the best text with beams, then reads it once more for what the model thought at each of its places. */
  async function search(rest: readonly number[]): Promise<Story["finish"]> {
    const decoder = writer.openBatch();
    try {
      const found = await searchBeams({
        decoder,
        prompt: [...ids, ...prefix],
        beams: strategy.beams,
        maxNewTokens,
        endIds,
        processors: shapersOf(strategy, frame),
        lengthPenalty: strategy.lengthPenalty,
        earlyStopping: strategy.earlyStopping,
        signal: context.signal,
        onStep(best) {
          pace.count();
          tell([...prefix, ...best]);
        },
        isStop: (written) => isStop(textOf([...prefix, ...written])),
      });
      await goOn([...rest, ...found.ids], 0);
      if (found.finish !== "end") next = null;
      if (found.endId !== undefined) end = [found.endId];
      return found.finish;
    } finally {
      decoder.dispose();
    }
  }

  async function finishOf(): Promise<Story["finish"]> {
    const last = known.at(-1);
    if (last && known.length === prefix.length && endIds.has(last.id)) {
      next = last;
      end = [last.id];
      tokens.pop();
      return "end";
    }
    const rest = prefix.slice(known.length);
    if (strategy.beams > 1) return search(rest);
    return goOn(rest, options.step ? 0 : maxNewTokens);
  }

  let isWhole = false;
  try {
    const finish = await finishOf();
    recall.remember({ prompt: ids, tokens, next });
    context.measure(pace.figures());
    isWhole = true;
    return storyOf(textOf([...tokens.map(({ id }) => id), ...end]), finish);
  } finally {
    if (isWhole) memory.keep(reading);
    else reading.dispose();
  }
}

/** Python decodes prompt and text together and cuts the prompt off: a tokenizer may join words at the seam. */
function textAfter(tokenizer: Tokenizer, prompt: readonly number[]): (written: readonly number[]) => string {
  const read = (ids: readonly number[]) => tokenizer.decode(ids, { skipSpecialTokens: true, cleanUpSpaces: true });
  const seam = read(prompt).length;
  return (written) => read([...prompt, ...written]).slice(seam);
}
