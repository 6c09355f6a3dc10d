import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { RunContext } from "../../../run.ts";
import { describeToken, withoutCutCharacter } from "../../chat/run/token.ts";
import type { WrittenToken } from "../../chat/story.ts";
import { decode } from "../../writing/run/decode.ts";
import type { WritingPlan } from "../../writing/run/generation-config.ts";
import { createPace } from "../../writing/run/pace.ts";
import type { Caption } from "../caption.ts";
import type { PictureWriter } from "./picture-writer.ts";

/** A picture as the encoder takes it, and how the text about it is written. */
interface CaptionDraft {
  readonly picture: PreparedImage;
  readonly plan: WritingPlan;
}

/** Looks at the picture, unless it is the last one, and writes about it, one token after another. */
export async function writeCaption(
  writer: PictureWriter,
  { picture, plan }: CaptionDraft,
  context: RunContext<Caption>,
): Promise<Caption> {
  const sight = await writer.eye.see(picture);
  const { tokenizer } = writer;
  // As Python's pipelines for pictures read ids back: spaces as the tokenizer's own setting has them, and what begins and
  // ends the text unless it is special.
  const read = (ids: readonly number[]) => tokenizer.decode([...plan.startIds, ...ids], { skipSpecialTokens: true });
  const prompt = read([]);
  const tokens: WrittenToken[] = [];
  const known: number[] = [];
  const pace = createPace();
  const { ids, finish, endId } = await decode(
    { decoder: writer.decoder, context: writer.contextOf(sight), plan, endIds: writer.endIds, source: [] },
    {
      signal: context.signal,
      onToken(id, logits) {
        const before = read(known);
        known.push(id);
        const after = read(known);
        const described = describeToken(id, logits, tokenizer);
        // As it stands in the text, with the space before it, where it changed nothing that stood there.
        const isAdded = after.startsWith(before) && after !== before;
        tokens.push(isAdded ? { ...described, text: after.slice(before.length) } : described);
      },
      onStep(written) {
        pace.count();
        context.emit({ prompt, text: withoutCutCharacter(read(written)), tokens: [...tokens], finish: null });
      },
    },
  );
  context.measure({ ...pace.figures(), tokens: ids.length });
  return { prompt, text: read(endId === undefined ? ids : [...ids, endId]), tokens, finish };
}
