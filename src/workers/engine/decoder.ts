import type { Tensor } from "@huggingface/transformers";
import { Stopped } from "../../shared/errors.ts";
import type { Feeds, TensorMap } from "../../shared/tensor.ts";
import type { DecoderGraph, GraphBatch, Watch } from "../../tasks/ports.ts";
import { cutPast, selectRows, selectSequences } from "./copies.ts";
import type { DecoderTraits } from "./families.ts";
import { readTensor, toFeeds, toTensor } from "./handles.ts";
import { emptyPast, isPast, isState, nextPast, type Past, release } from "./past.ts";
import { countOf, type Fresh, feedsOf, piecesOf, positionAfter } from "./places.ts";
import type { Session } from "./session.ts";
import { fromLibraryTensor } from "./tensors.ts";

/** Sequences of equal length that one run of a graph can go on with, and what it keeps of them. */
interface Group {
  readonly sequences: number;
  /** Every id so far of each sequence, for a graph that keeps nothing and reads all of them again. */
  readonly rows: readonly (readonly number[])[];
  /** Places so far. */
  readonly length: number;
  /** The next place's number. */
  readonly position: number;
  readonly past: Past;
}

/**
 * So many places are read at once of a text that is longer than `wholePlaces`: enough for a device to be busy, and few
 * enough for a stop to be seen soon. A shorter text is read whole: 8-bit graphs scale their activations by all they read.
 */
const piecePlaces = 128;
const wholePlaces = 512;
/** Of a graph that gives logits for all places and not only for the last: 128 MB are read back at once, and no more. */
const maxLogits = 2 ** 25;

/**
 * Writes with any decoder graph, told apart by its inputs alone: by ids or vectors, with or without what past steps left
 * (`past.ts`), with or without `position_ids`, with a branch for the first step (`use_cache_branch`).
 * @param later the graph of the steps after the first, where that is another one (`decoder_with_past_model`)
 */
export function createDecoderGraph(first: Session, traits: DecoderTraits, later: Session = first): DecoderGraph {
  const remembers = later.inputNames.some(isPast);
  const isRecurrent = later.inputNames.some(isState);
  const [batch] = first.inputs.find(({ name }) => name === "input_ids" || name === "inputs_embeds")?.shape ?? [];
  // A graph that was exported for one sequence runs once for each of several.
  const widest = typeof batch === "number" ? 1 : Number.POSITIVE_INFINITY;
  const keepsLast = first.inputNames.some((name) => name.endsWith("logits_to_keep"));
  const most = keepsLast ? wholePlaces : Math.max(1, Math.floor(maxLogits / (traits.vocabulary ?? 1)));
  const whole = remembers && !traits.readsWhole ? Math.min(wholePlaces, most) : Number.POSITIVE_INFINITY;

  function piecesFor(fresh: Fresh, { length }: Group): AsyncGenerator<Fresh> {
    // How a state goes on over several places at once is not the same in all exports (some begin it anew): it reads its
    // first text whole, and then place by place, as every export writes.
    if (isRecurrent) return length === 0 ? piecesOf(fresh, 1, Number.POSITIVE_INFINITY) : piecesOf(fresh, 1, 1);
    return piecesOf(fresh, Math.min(piecePlaces, most), whole);
  }

  async function stepGroup(group: Group, fresh: Fresh, { context, watch }: Opened): Promise<[Group, Tensor]> {
    const { places } = countOf(fresh);
    const rows = "rows" in fresh ? group.rows.map((row, index) => [...row, ...(fresh.rows[index] ?? [])]) : group.rows;
    if (!remembers && !("rows" in fresh)) throw new TypeError("A graph that keeps nothing is stepped by ids.");
    const read = remembers ? fresh : { rows };
    const start = remembers
      ? { past: group.length, position: group.position }
      : { past: 0, position: traits.firstPosition };
    const session = start.past > 0 ? later : first;
    const feeds = {
      ...(await context(group.sequences)),
      ...feedsOf(read, start, session.inputs),
      ...group.past,
    };
    const outputs = await session.run(pick(feeds, new Set(session.inputNames)));
    const { logits } = outputs;
    if (!logits) throw new RangeError(`The model has no output "logits" (it has ${Object.keys(outputs)}).`);
    watch?.see(valuesOf(outputs, watch.names));
    const next: Group = {
      ...group,
      rows,
      length: group.length + places,
      position: positionAfter(fresh, group.position),
      past: remembers ? nextPast(outputs, group.past, start.past > 0) : {},
    };
    return [next, logits];
  }

  function openBatch(fixed: Feeds = {}, watch?: Watch): OpenedBatch {
    const context = createContext(fixed, first);
    const pastInputs = first.inputs.filter(({ name }) => isPast(name));
    const past = Object.fromEntries(pastInputs.map((input) => [input.name, emptyPast(input, traits.heads)]));
    const empty: Group = { sequences: 1, rows: [[]], length: 0, position: traits.firstPosition, past };
    let groups: readonly Group[] = [empty];

    function replace(next: readonly Group[]): void {
      const kept = next.map((group) => group.past);
      for (const group of groups) release(group.past, ...kept);
      groups = next;
    }

    async function stepAll(freshOf: (group: Group, taken: number) => Fresh, signal: AbortSignal | undefined) {
      const results: Float32Array[] = [];
      let taken = 0;
      for (const [index, group] of groups.entries()) {
        let current = group;
        let logits: Tensor | undefined;
        for await (const piece of piecesFor(freshOf(group, taken), group)) {
          if (signal?.aborted) throw new Stopped();
          [current, logits] = await stepGroup(current, piece, { context, watch });
          replace(groups.with(index, current));
        }
        if (logits) results.push(...lastRows(logits, group.sequences));
        taken += group.sequences;
      }
      return results;
    }

    return {
      step: (fresh, signal) =>
        stepAll((group, taken) => {
          if (!("embeddings" in fresh)) return { rows: fresh.slice(taken, taken + group.sequences) };
          if (groups.length > 1) throw new TypeError("A graph for one sequence takes the vectors of one.");
          const { beside, ...others } = fresh;
          return { ...others, embeddings: toTensor(fresh.embeddings), ...(beside && { beside: toFeeds(beside) }) };
        }, signal),
      async select(parents) {
        if (widest === 1) {
          replace(parents.flatMap((parent) => groups[parent] ?? []));
          return;
        }
        const [group] = groups;
        if (!group || isUnchanged(parents, group.sequences)) return;
        const selected = await selectSequences(group.past, parents, group.sequences);
        const rows = parents.map((parent) => group.rows[parent] ?? []);
        replace([{ ...group, sequences: parents.length, rows, past: selected }]);
      },
      get length() {
        return groups[0]?.length ?? 0;
      },
      async rewind(length) {
        const [group] = groups;
        if (!group || length >= group.length) return;
        // Places of a picture share numbers: which one the cut falls on is not known.
        if (length === 0 || group.position !== traits.firstPosition + group.length) {
          replace([empty]);
          return;
        }
        const rows = group.rows.map((row) => row.slice(0, length));
        const position = traits.firstPosition + length;
        replace([{ ...group, rows, length, position, past: await cutPast(group.past, length) }]);
      },
      dispose() {
        replace([]);
        context.dispose();
      },
    };
  }

  return {
    outputNames: later.outputNames,
    openBatch: (context) => openBatch(context),
    open(context, watch) {
      const batch = openBatch(context, watch);
      const only = async (logits: Promise<readonly Float32Array[]>) => (await logits)[0] ?? new Float32Array();
      return {
        step: (fresh, signal) => only(batch.step("embeddings" in fresh ? fresh : [fresh], signal)),
        get length() {
          return batch.length;
        },
        rewind: isRecurrent ? undefined : batch.rewind,
        dispose: batch.dispose,
      };
    },
  };
}

interface OpenedBatch extends GraphBatch {
  readonly length: number;
  rewind(length: number): Promise<void>;
}

interface Opened {
  readonly context: ContextOf;
  readonly watch: Watch | undefined;
}

function valuesOf(outputs: Record<string, Tensor>, names: readonly string[]): TensorMap {
  const wanted = new Set(names);
  const found = Object.entries(outputs).filter(([name]) => wanted.has(name));
  return Object.fromEntries(found.map(([name, tensor]) => [name, fromLibraryTensor(tensor)]));
}

function isUnchanged(parents: readonly number[], count: number): boolean {
  return parents.length === count && parents.every((parent, row) => parent === row);
}

interface ContextOf {
  (count: number): Promise<Record<string, Tensor>>;
  dispose(): void;
}

/** What is fed at every step, once for each of `count` sequences. The caller's own tensors are the caller's to dispose. */
function createContext(fixed: Feeds, { inputs }: Session): ContextOf {
  const given = toFeeds(fixed);
  let own: Record<string, Tensor> | undefined;
  let made: { readonly count: number; readonly feeds: Record<string, Tensor> } | undefined;

  /** An encoder in half precision may stand before a decoder in full. */
  async function fitted(): Promise<Record<string, Tensor>> {
    const entries = Object.entries(given).map(async ([name, tensor]): Promise<[string, Tensor]> => {
      const wanted = inputs.find((input) => input.name === name)?.type;
      const widens = tensor.type === "float16" && wanted === "float32";
      return [name, widens ? toTensor(await readTensor(tensor)) : tensor];
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  async function contextOf(count: number): Promise<Record<string, Tensor>> {
    own ??= await fitted();
    if (count === 1) return own;
    if (made?.count !== count) {
      dispose();
      const parents = new Array<number>(count).fill(0);
      const feeds: Record<string, Tensor> = {};
      for (const [name, tensor] of Object.entries(own)) feeds[name] = await selectRows(tensor, parents, 1);
      made = { count, feeds };
    }
    return made.feeds;
  }

  function dispose(): void {
    if (made) release(made.feeds);
    made = undefined;
  }

  return Object.assign(contextOf, { dispose });
}

function pick(feeds: Record<string, Tensor>, names: ReadonlySet<string>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(feeds).filter(([name]) => names.has(name)));
}

/** The last place's logits of each sequence, of a tensor [sequences, places, vocabulary], as float32. */
function lastRows(logits: Tensor, count: number): readonly Float32Array[] {
  const vocabulary = logits.dims.at(-1) ?? 0;
  const { data } = logits.type === "float16" ? logits.to("float32") : logits;
  if (!(data instanceof Float32Array)) throw new TypeError(`Logits of type ${logits.type} cannot be read.`);
  const width = data.length / count;
  return Array.from({ length: count }, (_, row) => data.subarray((row + 1) * width - vocabulary, (row + 1) * width));
}
