import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { type Feeds, floatsOf } from "../../../../shared/tensor.ts";
import type { Graph } from "../../../ports.ts";
import type { Cells, Reading, Spelling } from "./family.ts";

/** A picture or a sound of a conversation, for as long as the conversation has it. */
export interface Page {
  /** Tells it apart from others. */
  readonly sign: string;
  readonly spelling: Spelling;
}

export interface Looking {
  readonly signal: AbortSignal;
  /** Of the encoder's passes over one of them. */
  progress(done: number, total: number): void;
}

/**
 * What was made of a conversation's pictures, or of its sounds: each is prepared once and looked at once, for all the turns that it is part
 * of. Features are kept on the CPU: a decoder that remembers a picture's places never asks for them again.
 */
export interface Album<Medium> {
  /** Those of the next run, in their order. What was kept of others goes. @throws Stopped between two of them */
  lay(media: readonly Medium[], looking: Looking): readonly Page[];
  /** Vectors for the places from `first` on, counted over all of them: [count, width], zeros behind the last one's. */
  vectorsAt(first: number, count: number, width: number): Promise<Float32Array>;
  /** How the places of a picture lie, by one of them, counted over all pictures. */
  cellsAt(place: number): { readonly cells: Cells; readonly at: number } | undefined;
  /** How long the encoder took for what was laid last. */
  readonly lookedMs: number;
  drop(): void;
}

interface Kept extends Page {
  /** What the encoder is to be fed: tens of MB for a picture in tiles, gone once it was. */
  looks: readonly Feeds[];
  vectors: Float32Array | undefined;
}

/**
 * @param encoder what is fed to a vector for each place, in its first output
 * @param signOf tells media apart
 */
export function createAlbum<Medium, Prepared>(
  reading: Pick<Reading<Medium, Prepared>, "sharedSizeOf" | "prepare" | "spell" | "looks">,
  encoder: Pick<Graph, "run" | "outputNames">,
  signOf: (medium: Medium) => string,
  now: () => number = () => performance.now(),
): Album<Medium> {
  let laid: readonly Kept[] = [];
  let looking: Looking | undefined;
  let lookedMs = 0;

  function made(sign: string, medium: Medium, sharedSize: number | undefined): Kept {
    const prepared = reading.prepare(medium, sharedSize);
    return { sign, spelling: reading.spell(prepared), looks: reading.looks(prepared), vectors: undefined };
  }

  async function look(page: Kept, width: number): Promise<Float32Array> {
    const { places } = page.spelling;
    const startedAt = now();
    const vectors = new Float32Array(places * width);
    let at = 0;
    for (const [index, feeds] of page.looks.entries()) {
      if (looking?.signal.aborted) throw new Stopped();
      looking?.progress(index, page.looks.length);
      const { data } = floatsOf(await encoder.run(feeds), encoder.outputNames[0] ?? "image_features");
      if (at + data.length > vectors.length) throw otherPlaces(at + data.length, vectors.length);
      vectors.set(data, at);
      at += data.length;
    }
    if (at !== vectors.length) throw otherPlaces(at, vectors.length);
    looking?.progress(page.looks.length, page.looks.length);
    lookedMs += now() - startedAt;
    page.vectors = vectors;
    page.looks = [];
    return vectors;
  }

  return {
    lay(media, next) {
      const known = new Map(laid.map((page) => [page.sign, page]));
      looking = next;
      lookedMs = 0;
      const sharedSize = reading.sharedSizeOf?.(media);
      laid = media.map((medium) => {
        if (next.signal.aborted) throw new Stopped();
        const sign = sharedSize === undefined ? signOf(medium) : `${signOf(medium)} ${sharedSize}`;
        const page = known.get(sign) ?? made(sign, medium, sharedSize);
        known.set(sign, page);
        return page;
      });
      return laid;
    },
    async vectorsAt(first, count, width) {
      const found = new Float32Array(count * width);
      let start = 0;
      for (const page of laid) {
        const end = start + page.spelling.places;
        const [from, to] = [Math.max(first, start), Math.min(first + count, end)];
        if (from < to) {
          const vectors = page.vectors ?? (await look(page, width));
          found.set(vectors.subarray((from - start) * width, (to - start) * width), (from - first) * width);
        }
        start = end;
      }
      return found;
    },
    cellsAt(place) {
      let start = 0;
      for (const { spelling } of laid) {
        const { cells, places } = spelling;
        if (place < start + places) return cells && { cells, at: place - start };
        start += places;
      }
      return undefined;
    },
    get lookedMs() {
      return lookedMs;
    },
    drop() {
      laid = [];
    },
  };
}

function otherPlaces(given: number, wanted: number): TaskError {
  const message = `The encoder gives ${given} numbers where its places take ${wanted}.`;
  return new TaskError("model-unsupported", message);
}
