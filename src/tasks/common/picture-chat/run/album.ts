import { Stopped, TaskError } from "../../../../shared/errors.ts";
import type { Pixels } from "../../../../shared/media.ts";
import { type Feeds, floatsOf } from "../../../../shared/tensor.ts";
import type { Graph } from "../../../ports.ts";
import { markOf } from "../../vision/run/kept.ts";
import type { Cells, PictureFamily, Spelling } from "./family.ts";

/** A picture of a conversation, for as long as the conversation has it. */
export interface Page {
  /** Tells pictures apart. */
  readonly sign: string;
  readonly spelling: Spelling;
}

export interface Looking {
  readonly signal: AbortSignal;
  /** Of the encoder's passes over one picture. */
  progress(done: number, total: number): void;
}

/**
 * What was made of a conversation's pictures: each is prepared once and looked at once, for all the turns that it is part
 * of. Features are kept on the CPU: a decoder that remembers a picture's places never asks for them again.
 */
export interface Album {
  /** The pictures of the next run, in their order. What was kept of others goes. @throws Stopped between two of them */
  lay(pictures: readonly Pixels[], looking: Looking): readonly Page[];
  /** Vectors for the places from `first` on, counted over all pictures: [count, width], zeros behind the last picture's. */
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

/** @param encoder pixels to a vector for each place, in its first output */
export function createAlbum(
  family: Pick<PictureFamily, "prepare" | "spell" | "looks">,
  encoder: Pick<Graph, "run" | "outputNames">,
  now: () => number = () => performance.now(),
): Album {
  let laid: readonly Kept[] = [];
  let looking: Looking | undefined;
  let lookedMs = 0;

  function made(sign: string, picture: Pixels): Kept {
    const prepared = family.prepare(picture);
    return { sign, spelling: family.spell(prepared), looks: family.looks(prepared), vectors: undefined };
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
    lay(pictures, next) {
      const known = new Map(laid.map((page) => [page.sign, page]));
      looking = next;
      lookedMs = 0;
      laid = pictures.map((picture) => {
        if (next.signal.aborted) throw new Stopped();
        const sign = markOf(picture);
        const page = known.get(sign) ?? made(sign, picture);
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
  const message = `The encoder gives ${given} numbers for a picture whose places take ${wanted}.`;
  return new TaskError("model-unsupported", message);
}
