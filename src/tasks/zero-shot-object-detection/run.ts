import { Stopped } from "../../shared/errors.ts";
import type { PreparedImage } from "../../shared/image/prepared.ts";
import { originalOf } from "../../shared/media.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { batchesOf } from "../common/text/run/batches.ts";
import { encoderFeeds, isSolitary, tellTruncated } from "../common/text/run/encoder.ts";
import { greyPicture, imageFeeds, loadImageModel } from "../common/vision/run/image-model.ts";
import { createKept, markOf } from "../common/vision/run/kept.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { candidatesOf, type Finding, findingsOf, groundedOf } from "./findings.ts";
import { frameOf, mergedOf, readingOf } from "./reading.ts";

/** Of the labels of one pass, padding included: each pass looks at the picture anew, so few are best. */
const mostTokens = 4096;

/** What is known of a picture: how the model takes it, and what was found of each text that was looked for. */
interface Known {
  readonly picture: PreparedImage;
  readonly findings: Map<string, Finding>;
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [model, tokenizer] = await Promise.all([loadImageModel(checkpoint), checkpoint.tokenizer()]);
    const reading = readingOf(checkpoint.config, tokenizer);
    // In 8 bits a neighbour changes a label's answer, and Python's pipeline gives it none.
    const isAlone = !reading.isApart || isSolitary(checkpoint.dtype);
    return { ...model, tokenizer, reading, isAlone, kept: createKept<string, Known>(Object.is) };
  },

  async warmUp({ graph, processor, tokenizer }) {
    const words = encoderFeeds([tokenizer.encode("warm up")], tokenizer.padId);
    await graph.run({ ...imageFeeds(graph, processor.prepare(greyPicture())), ...words });
  },

  async preprocess({ processor, tokenizer, reading, kept }, { image, candidate_labels: labels }, options, context) {
    const known = await kept.of(markOf(image), () => ({ picture: processor.prepare(image), findings: new Map() }));
    const isWhole = options.together && !reading.isApart;
    const texts = isWhole ? [mergedOf(labels)] : [...new Set(labels)];
    const encodings = texts.map((text) => ({ text, ...tokenizer.encode(text, { maxLength: reading.most }) }));
    tellTruncated(encodings, reading.most, context);
    return { known, labels, encodings, isWhole, frame: frameOf(processor.className, originalOf(image)) };
  },

  async run(ports, { known, labels, encodings, isWhole, frame }, options, { signal, emit, progress }) {
    const { graph, tokenizer, isAlone } = ports;
    const { picture, findings } = known;
    const answer = () => {
      const found = (isWhole ? encodings.map(({ text }) => text) : labels).flatMap((label) => {
        const finding = findings.get(label);
        return finding ? [{ label, finding }] : [];
      });
      const [whole] = found;
      if (!isWhole || !whole) return candidatesOf(found, frame);
      const ids = encodings[0]?.ids ?? [];
      return groundedOf(whole.finding, ids, options.text_threshold, (some) => tokenizer.decode(some), frame);
    };
    const fresh = encodings.filter(({ text }) => !findings.has(text));
    const lengths = fresh.map(({ ids }) => ids.length);
    for (const batch of isAlone ? [...fresh.keys()].map((place) => [place]) : batchesOf(lengths, mostTokens)) {
      if (signal.aborted) throw new Stopped();
      const rows = batch.flatMap((place) => fresh[place] ?? []);
      const outputs = await graph.run({ ...imageFeeds(graph, picture), ...encoderFeeds(rows, tokenizer.padId) });
      const { data: boxes } = floatsOf(outputs, "pred_boxes");
      const found = findingsOf(floatsOf(outputs, "logits"), boxes, rows.length);
      for (const [row, { text }] of rows.entries()) {
        const finding = found[row];
        if (finding) findings.set(text, finding);
      }
      const left = fresh.filter(({ text }) => !findings.has(text)).length;
      progress(encodings.length - left, encodings.length);
      if (left > 0) emit(answer());
    }
    return answer();
  },
});
