import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { Handle } from "../../../../shared/tensor.ts";
import type { RunContext } from "../../../run.ts";
import { describeToken, withoutCutCharacter } from "../../chat/run/token.ts";
import type { WrittenToken } from "../../chat/story.ts";
import { decode } from "../../writing/run/decode.ts";
import type { WritingPlan } from "../../writing/run/generation-config.ts";
import { createPace } from "../../writing/run/pace.ts";
import type { Caption } from "../caption.ts";
import type { PictureWriter, Writer } from "./picture-writer.ts";

/** A picture as the encoder takes it, and how the text about it is written. */
export interface CaptionDraft {
  readonly picture: PreparedImage;
  readonly plan: WritingPlan;
}

/** Looks at the picture, unless it is the last one, and writes about it, one token after another. */
export async function writeCaption(
  writer: PictureWriter,
  { picture, plan }: CaptionDraft,
  context: RunContext<Caption>,
): Promise<Caption> {
  return writeFromSight(writer, await writer.eye.see(picture), plan, context);
}

/** @param sight what the decoder reads; the caller disposes it */
export async function writeFromSight(
  writer: Writer,
  sight: Handle,
  plan: WritingPlan,
  context: Pick<RunContext<Caption>, "signal" | "emit" | "measure">,
): Promise<Caption> {
  const { tokenizer } = writer;
  // As Python's pipelines for pictures read ids back: spaces as the tokenizer's own setting has them.
  const read = (ids: readonly number[]) => tokenizer.decode([...plan.startIds, ...ids], { skipSpecialTokens: true });
  const prompt = read([]);
  const tokens: WrittenToken[] = [];
  const pace = createPace();
  const { ids, finish } = await decode(
    { decoder: writer.decoder, context: writer.contextOf(sight), plan, endIds: writer.endIds, source: [] },
    {
      signal: context.signal,
      onToken: (id, logits) => tokens.push(describeToken(id, logits, tokenizer)),
      onStep(written) {
        pace.count();
        context.emit({ prompt, text: withoutCutCharacter(read(written)), tokens: [...tokens], finish: null });
      },
    },
  );
  context.measure({ ...pace.figures(), tokens: ids.length });
  return { prompt, text: read(ids), tokens, finish };
}
