import type { Size } from "../../shared/image/size.ts";
import type { FloatTensor } from "../../shared/tensor.ts";
import type { Candidates } from "../common/detection/candidates.ts";
import { cornersOf } from "../common/detection/run/boxes.ts";

/** What a model found of one text in a picture. */
export interface Finding {
  /** [queries, columns]: of one label how well each query fits it; of Grounding DINO, each token of the text. */
  readonly logits: Float32Array;
  readonly columns: number;
  /** [queries, 4]: middle, width and height as shares of what the model saw. */
  readonly boxes: Float32Array;
}

/** A query's label and how sure it is. */
interface Named {
  readonly label: string;
  readonly finding: Finding;
  readonly query: number;
  readonly logit: number;
}

function sigmoid(logit: number): number {
  return Math.fround(1 / (1 + Math.exp(-logit)));
}

/** Of one graph's answer to several texts, what it found of each: the texts are its columns. */
export function findingsOf(logits: FloatTensor, boxes: Float32Array, texts: number): readonly Finding[] {
  const { data } = logits;
  if (texts === 1) return [{ logits: data, columns: data.length / (boxes.length / 4), boxes }];
  return Array.from({ length: texts }, (_, text) => ({
    logits: Float32Array.from({ length: data.length / texts }, (_, query) => data[query * texts + text] ?? 0),
    columns: 1,
    boxes,
  }));
}

function bestLogitOf({ logits, columns }: Finding, query: number): number {
  return logits.subarray(query * columns, (query + 1) * columns).reduce((most, logit) => Math.max(most, logit));
}

function queriesOf({ logits, columns }: Finding): number {
  return logits.length / columns;
}

/**
 * What was found of each label by itself, label after label as Python's pipeline asks for them.
 * @param frame what shares of the boxes are shares of: the picture, or the square that it was padded to
 */
export function candidatesOf(
  found: readonly { readonly label: string; readonly finding: Finding }[],
  frame: Size,
): Candidates {
  const labels = [...new Set(found.map(({ label }) => label))];
  const named = found.flatMap(({ label, finding }) =>
    Array.from({ length: queriesOf(finding) }, (_, query): Named => {
      return { label, finding, query, logit: bestLogitOf(finding, query) };
    }),
  );
  return toCandidates(labels, named, frame);
}

/**
 * What was found of a text that holds all labels: a box is called by those tokens that fit it, as
 * `post_process_grounded_object_detection` does.
 * @param ids of the text's tokens
 */
export function groundedOf(
  finding: Finding,
  ids: readonly number[],
  textThreshold: number,
  decode: (ids: readonly number[]) => string,
  frame: Size,
): Candidates {
  const { logits, columns } = finding;
  const least = Math.fround(textThreshold);
  const named = Array.from({ length: queriesOf(finding) }, (_, query): Named => {
    const row = logits.subarray(query * columns, (query + 1) * columns);
    // The first column and the last of all, not of the text, are never read.
    const fitting = ids.filter((_, token) => token > 0 && token < columns - 1 && sigmoid(row[token] ?? -1) > least);
    return { label: fitting.length === 0 ? "" : decode(fitting), finding, query, logit: bestLogitOf(finding, query) };
  });
  return toCandidates([...new Set(named.map(({ label }) => label))], named, frame);
}

function toCandidates(labels: readonly string[], named: readonly Named[], frame: Size): Candidates {
  const places = new Map(labels.map((label, place) => [label, place]));
  const boxes = new Float32Array(4 * named.length);
  named.forEach(({ finding, query }, place) => {
    boxes.set(cornersOf(finding.boxes, query, frame), 4 * place);
  });
  return {
    labels: [...labels],
    classes: Uint16Array.from(named, ({ label }) => places.get(label) ?? 0),
    scores: Float32Array.from(named, ({ logit }) => sigmoid(logit)),
    boxes,
  };
}
