import { type DtypeChoice, dtypesIn } from "../../../../hub/checkpoint.ts";
import { longTensor, type TensorMap } from "../../../../shared/tensor.ts";
import type { Encoding, Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";

/** A text or a window of one. */
type Row = Pick<Encoding, "ids" | "typeIds"> & Partial<Encoding>;

/**
 * Feeds of one pass: texts side by side, the shorter ones padded at their end and masked there.
 * @param least tokens that each is padded to
 */
export function encoderFeeds(batch: readonly Row[], padId: number, least = 0): TensorMap {
  const tokens = Math.max(least, ...batch.map(({ ids }) => ids.length));
  const shape = [batch.length, tokens];
  const filled = (valuesOf: (encoding: Row) => readonly number[], filler: number) => {
    const values = batch.flatMap((encoding) => {
      const own = valuesOf(encoding);
      return [...own, ...new Array<number>(tokens - own.length).fill(filler)];
    });
    return longTensor(values, shape);
  };
  return {
    input_ids: filled(({ ids }) => ids, padId),
    attention_mask: filled(({ ids }) => ids.map(() => 1), 0),
    token_type_ids: filled(({ typeIds }) => typeIds, 0),
  };
}

/**
 * Whether each text must have a pass of its own: 8-bit graphs scale their activations by the largest of the whole batch,
 * so that a neighbour would change a text's answer.
 */
export function isSolitary(dtype: DtypeChoice): boolean {
  return dtypesIn(dtype).some((one) => one === "q8" || one === "int8" || one === "uint8");
}

/**
 * Whether padding could be taken for text: a decoder's head reads the last token that is not `pad_token_id`, whatever is
 * masked (`GenericForSequenceClassification` of transformers), so that texts stand side by side only where it is what
 * they are padded with. Python refuses several texts where the config names none, and reads one.
 */
export function misreadsPadding(
  { pad_token_id: pad }: Readonly<Record<string, unknown>>,
  { padId }: Pick<Tokenizer, "padId">,
): boolean {
  return pad !== padId;
}

/** Says what was left out of texts that are longer than the model reads. */
export function tellTruncated(
  encodings: readonly Encoding[],
  max: number,
  { notice }: Pick<RunContext<never>, "notice">,
): void {
  const cut = encodings.filter(({ dropped }) => dropped > 0);
  if (cut.length === 0) return;
  notice("input-truncated", { texts: cut.length, tokens: cut.reduce((sum, { dropped }) => sum + dropped, 0), max });
}
