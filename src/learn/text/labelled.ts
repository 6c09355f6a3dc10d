import { TaskError } from "../../shared/errors.ts";
import { createRandom } from "../../shared/random.ts";
import type { Batch } from "../train/learner.ts";

/** Anything that a label was given to. */
export interface Labelled {
  readonly label: string;
}

export interface LabelledText extends Labelled {
  readonly text: string;
}

/** So many lines with a label at least: some to learn from, one to be examined by. */
const leastLines = 3;

/**
 * Lines `label<TAB>text`, or `label,text` with the text in quotes where it has commas, as spreadsheets write it.
 * @throws TaskError `input-empty`, or `input-invalid` with the line that is at fault
 */
export function readLabelled(text: string): readonly LabelledText[] {
  const isTabbed = text.includes("\t");
  const lines = text.split(/\r?\n/).map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== "");
  if (filled.length === 0) throw new TaskError("input-empty", "There are no labelled lines.");
  const found = filled.map(({ line, number }) => {
    const cells = isTabbed ? line.split("\t") : cellsOf(line);
    const [label = "", content = ""] = cells.map((cell) => cell.trim());
    if (cells.length !== 2 || label === "" || content === "") {
      throw new TaskError("input-invalid", `Line ${number} is not a label and a text.`, undefined, {
        reason: "labels-unread",
        values: { line: String(number), found: String(cells.length) },
      });
    }
    return { label, text: content };
  });
  checkLabels(found);
  return found;
}

/** Such lines as `readLabelled` reads them; neither part has a tab, or it would not have been read so. */
export function labelledText(lines: readonly LabelledText[]): string {
  return lines.map(({ label, text }) => `${label}\t${text}`).join("\n");
}

/** @throws TaskError `input-empty`, or `input-invalid` where there is one label alone, or too few examples of one */
export function checkLabels(found: readonly Labelled[]): void {
  const labels = labelsOf(found);
  const [only] = labels;
  if (only === undefined) throw new TaskError("input-empty", "There are no labelled examples.");
  if (labels.length < 2) throw lackOf("labels-single", { label: only });
  const few = labels.find((label) => found.filter((one) => one.label === label).length < leastLines);
  if (few !== undefined) throw lackOf("labels-few", { label: few, least: String(leastLines) });
}

function lackOf(reason: "labels-single" | "labels-few", values: Readonly<Record<string, string>>): TaskError {
  return new TaskError("input-invalid", `The labels do not do: ${reason}.`, undefined, { reason, values });
}

/** Cells of one row of CSV (RFC 4180), without line breaks in them. */
function cellsOf(row: string): readonly string[] {
  const cells = [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

export function labelsOf(lines: readonly Labelled[]): readonly string[] {
  return [...new Set(lines.map(({ label }) => label))].sort();
}

export interface LabelledSplit<T extends Labelled> {
  readonly train: readonly T[];
  /** Never learned from. */
  readonly heldOut: readonly T[];
}

/** More are not examined: it would take longer than the training. */
const mostHeldOut = 150;

/** @param examples to learn from, all labels in turn; at least a third of each label's lines is held out */
export function splitLabelled<T extends Labelled>(
  lines: readonly T[],
  examples: number,
  seed: number,
): LabelledSplit<T> {
  const random = createRandom(seed);
  const labels = labelsOf(lines);
  const groups = labels.map((label) =>
    shuffled(
      lines.filter((line) => line.label === label),
      random,
    ),
  );
  const each = Math.max(1, Math.floor(examples / labels.length));
  const cut = groups.map((group) => Math.min(each, Math.floor((group.length * 2) / 3)));
  return {
    train: groups.flatMap((group, index) => group.slice(0, cut[index])),
    heldOut: groups.flatMap((group, index) => {
      const rest = group.slice(cut[index]);
      return rest.slice(0, Math.ceil(mostHeldOut / labels.length));
    }),
  };
}

/** Fisher and Yates. */
function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  const left = [...values];
  return values.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

interface LabelBatchSettings {
  readonly context: number;
  readonly padId: number;
  readonly labels: readonly string[];
  /** Of a text as its network reads it. */
  idsOf(text: string): Int32Array;
}

/** `inputs` and `mask` `[rows, context]`, `targets` `[rows]`: longer texts are cut, shorter ones filled up. */
export function labelBatchOf(
  lines: readonly LabelledText[],
  { context, padId, labels, idsOf }: LabelBatchSettings,
): Batch {
  const inputs = new Int32Array(lines.length * context).fill(padId);
  const mask = new Float32Array(lines.length * context);
  for (const [row, { text }] of lines.entries()) {
    const ids = idsOf(text).subarray(0, context);
    inputs.set(ids, row * context);
    // A text of no token has one place that counts: a mean over none is not a number.
    mask.fill(1, row * context, row * context + Math.max(1, ids.length));
  }
  const dims = [lines.length, context];
  const targets = Int32Array.from(lines, ({ label }) => labels.indexOf(label));
  return {
    inputs: { data: inputs, dims },
    mask: { data: mask, dims },
    targets: { data: targets, dims: [lines.length] },
  };
}
