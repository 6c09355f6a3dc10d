import { Stopped } from "../../shared/errors.ts";
import type { PreparedImage } from "../../shared/image/prepared.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { hypothesisOf } from "../common/labels/hypothesis.ts";
import { batchesOf } from "../common/text/run/batches.ts";
import { isSolitary, tellTruncated } from "../common/text/run/encoder.ts";
import { imageFeeds, loadImageModel } from "../common/vision/run/image-model.ts";
import { createKept, markOf } from "../common/vision/run/kept.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { readingOf, sentenceFeeds } from "./reading.ts";

/** Of the sentences of one pass, padding included; each pass looks at the picture anew, so few are best. */
const mostTokens = 4096;

/** What is known of a picture: how the model takes it, and the logits of the sentences that it was held against. */
interface Known {
  readonly picture: PreparedImage;
  readonly logits: Map<string, number>;
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [model, tokenizer, settings] = await Promise.all([
      loadImageModel(checkpoint),
      checkpoint.tokenizer(),
      checkpoint.json("tokenizer_config.json"),
    ]);
    const { config, dtype } = checkpoint;
    // In 8 bits a neighbour changes a sentence's answer: as in Python all are read in one pass, every time.
    const isWhole = isSolitary(dtype);
    const kept = createKept<string, Known>(Object.is);
    return { ...model, tokenizer, isWhole, reading: readingOf(config, settings, tokenizer), kept };
  },

  async warmUp({ graph, processor, tokenizer, reading }) {
    const grey = { data: new Uint8ClampedArray(64 * 64 * 4).fill(128), width: 64, height: 64 };
    const sentences = sentenceFeeds([tokenizer.encode("warm up")], tokenizer.padId, reading);
    await graph.run({ ...imageFeeds(graph, processor.prepare(grey)), ...sentences });
  },

  async preprocess({ processor, tokenizer, reading, kept }, input, { hypothesis_template: template }, context) {
    const { image } = input;
    const known = await kept.of(markOf(image), () => ({ picture: processor.prepare(image), logits: new Map() }));
    const asked = input.candidate_labels.map((label) => ({ label, sentence: hypothesisOf(template, label) }));
    const sentences = [...new Set(asked.map(({ sentence }) => sentence))].map((sentence) => {
      return { sentence, encoding: tokenizer.encode(sentence, { maxLength: reading.most }) };
    });
    tellTruncated(
      sentences.map(({ encoding }) => encoding),
      reading.most,
      context,
    );
    return { known, asked, sentences };
  },

  async run(ports, { known: { picture, logits }, asked, sentences }, _options, { signal, emit, progress }) {
    const { graph, tokenizer, reading, isWhole } = ports;
    const { scoring, least } = reading;
    if (isWhole) logits.clear();
    const fresh = sentences.filter(({ sentence }) => !logits.has(sentence));
    const answer = () => {
      const read = asked.flatMap(({ label, sentence }) => {
        const logit = logits.get(sentence);
        return logit === undefined ? [] : [{ label, logit }];
      });
      return {
        scoring,
        labels: read.map(({ label }) => label),
        logits: Float32Array.from(read, ({ logit }) => logit),
      };
    };
    const lengths = fresh.map(({ encoding }) => Math.max(least, encoding.ids.length));
    for (const batch of batchesOf(lengths, isWhole ? Number.POSITIVE_INFINITY : mostTokens)) {
      if (signal.aborted) throw new Stopped();
      const rows = batch.flatMap((place) => fresh[place] ?? []);
      const encodings = rows.map(({ encoding }) => encoding);
      const feeds = { ...imageFeeds(graph, picture), ...sentenceFeeds(encodings, tokenizer.padId, reading) };
      const { data } = floatsOf(await graph.run(feeds), "logits_per_image");
      for (const [row, { sentence }] of rows.entries()) logits.set(sentence, data[row] ?? Number.NaN);
      const left = fresh.filter(({ sentence }) => !logits.has(sentence)).length;
      progress(sentences.length - left, sentences.length);
      if (left > 0) emit(answer());
    }
    return answer();
  },
});
