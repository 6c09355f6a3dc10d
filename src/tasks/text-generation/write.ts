import { Stopped } from "../../shared/errors.ts";
import { generate } from "../../shared/generation/generate.ts";
import { greedy } from "../../shared/generation/sampling.ts";
import type { Tokenizer } from "../ports.ts";
import type { RunContext } from "../run.ts";
import type { Story, WrittenToken } from "./definition.ts";
import type { Memory } from "./memory.ts";
import { createPace } from "./pace.ts";
import type { Draft } from "./prompt.ts";
import type { Recall } from "./recall.ts";
import { chooserOf, processorsOf, type Strategy } from "./strategy.ts";
import { describeToken, withoutCutCharacter } from "./token.ts";

export interface Writer {
  readonly tokenizer: Tokenizer;
  readonly endIds: ReadonlySet<number>;
  /** In tokens, prompt included. */
  readonly positions: number;
  readonly memory: Memory;
  readonly recall: Recall;
}

export interface WriteOptions extends Strategy {
  readonly max_new_tokens: number;
  readonly stop: readonly string[];
  /** Writes nothing of its own: it tells what may come next. */
  readonly step: boolean;
}

/** Writes one token after another, each with the ten it might have been. */
export async function write(
  { tokenizer, endIds, positions, memory, recall }: Writer,
  { messages, prompt, ids, prefix }: Draft,
  options: WriteOptions,
  context: RunContext<Story>,
): Promise<Story> {
  const known = recall.describe(ids, prefix);
  const tokens: WrittenToken[] = [...known];
  // What the reader chose is written over whatever the model would have; only what it was never asked is asked now.
  const forced = prefix.slice(known.length).values();
  const start = [...ids, ...prefix.slice(0, known.length)];
  const pace = createPace();
  const textOf = textAfter(tokenizer, ids);
  const reading = memory.take(start);
  const keptTokens = reading.length;
  const choose = chooserOf(options);
  let next: WrittenToken | null = null;

  const storyOf = (text: string, finish: Story["finish"]): Story => ({
    ...{ messages, prompt, text, tokens, next, finish, keptTokens },
    promptTokens: ids.length,
    speed: pace.speed(),
  });

  async function goOn(): Promise<Story["finish"]> {
    const last = known.at(-1);
    if (last && known.length === prefix.length && endIds.has(last.id)) {
      next = last;
      tokens.pop();
      return "end";
    }
    const { ids: written, finish } = await generate({
      decoder: reading,
      prompt: start,
      maxNewTokens: prefix.length - known.length + (options.step ? 0 : roomOf(options, positions - start.length)),
      endIds,
      processors: processorsOf(options),
      choose: (logits) => forced.next().value ?? choose(logits),
      signal: context.signal,
      onToken(id, logits) {
        pace.count();
        tokens.push(describeToken(id, logits, tokenizer));
        const text = textOf(tokens);
        context.emit(storyOf(withoutCutCharacter(text), null));
        return options.stop.some((stop) => stop !== "" && text.includes(stop));
      },
      onEnd(id, logits) {
        next = describeToken(id, logits, tokenizer);
      },
    });
    if (!options.step || finish !== "length") return finish;
    const logits = await reading.step([...start, ...written].slice(reading.length));
    if (context.signal.aborted) throw new Stopped();
    next = describeToken(greedy(logits), logits, tokenizer);
    return "choice";
  }

  let isWhole = false;
  try {
    const finish = await goOn();
    recall.remember({ prompt: ids, tokens, next });
    context.measure(pace.figures());
    isWhole = true;
    return storyOf(textOf(tokens), finish);
  } finally {
    if (isWhole) memory.keep(reading);
    else reading.dispose();
  }
}

function roomOf({ max_new_tokens }: WriteOptions, left: number): number {
  return Math.min(max_new_tokens, left);
}

/** Python decodes prompt and text together and cuts the prompt off: a tokenizer may join words at the seam. */
function textAfter(tokenizer: Tokenizer, prompt: readonly number[]): (tokens: readonly WrittenToken[]) => string {
  const read = (ids: readonly number[]) => tokenizer.decode(ids, { skipSpecialTokens: true, cleanUpSpaces: true });
  const seam = read(prompt).length;
  return (tokens) => read([...prompt, ...tokens.map(({ id }) => id)]).slice(seam);
}
