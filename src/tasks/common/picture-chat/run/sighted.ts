import type { BatchDecoder, Decoder } from "../../../../shared/generation/decoder.ts";
import { type FloatTensor, floatsOf, longTensor } from "../../../../shared/tensor.ts";
import type { DecoderGraph, Graph } from "../../../ports.ts";
import type { Album } from "./album.ts";
import type { PictureFamily } from "./family.ts";
import { createNumbering } from "./numbers.ts";

interface SightedParts {
  /** Ids to vectors. */
  readonly embed: Pick<Graph, "run" | "outputNames">;
  readonly graph: Pick<DecoderGraph, "open" | "openBatch">;
  readonly album: Pick<Album, "vectorsAt" | "cellsAt">;
  readonly family: Pick<PictureFamily, "placeId" | "placesSeeOneAnother">;
}

interface Sighted {
  open(): Decoder;
  openBatch(): BatchDecoder;
}

/**
 * Decoders that are stepped by ids and read vectors: each id's own and, in the places of pictures, what the encoder saw.
 * Pictures are looked at when their places are read, so that those which a decoder remembers are not looked at again.
 */
export function createSighted({ embed, graph, album, family }: SightedParts): Sighted {
  const { placeId, placesSeeOneAnother = false } = family;
  const placesIn = (ids: readonly number[]) => ids.filter((id) => id === placeId).length;

  /** Which places are a picture's, for a graph in which those of one see one another. */
  const typesOf = (ids: readonly number[]) =>
    placesSeeOneAnother && ids.includes(placeId) ? ids.map((id) => Number(id === placeId)) : undefined;

  /** @param seen places of pictures that were read before */
  async function vectorsOf(rows: readonly (readonly number[])[], seen: number): Promise<FloatTensor> {
    const [sequences, places] = [rows.length, rows[0]?.length ?? 0];
    const outputs = await embed.run({ input_ids: longTensor(rows.flat(), [sequences, places]) });
    const embedded = floatsOf(outputs, embed.outputNames[0] ?? "inputs_embeds", 3);
    const count = placesIn(rows[0] ?? []);
    if (count === 0) return embedded;
    const width = embedded.dims.at(-1) ?? 0;
    const vectors = await album.vectorsAt(seen, count, width);
    let at = 0;
    for (const [place, id] of (rows[0] ?? []).entries()) {
      if (id !== placeId) continue;
      embedded.data.set(vectors.subarray(at * width, (at + 1) * width), place * width);
      at += 1;
    }
    return embedded;
  }

  return {
    open() {
      const decoder = graph.open();
      const { rewind } = decoder;
      let numbering = createNumbering(placeId, album.cellsAt);
      let read: readonly number[] = [];
      return {
        async step(ids, signal) {
          const embeddings = await vectorsOf([ids], placesIn(read));
          const logits = await decoder.step(
            { embeddings, positions: numbering.next(ids), typeIds: typesOf(ids) },
            signal,
          );
          read = [...read, ...ids];
          return logits;
        },
        get length() {
          return decoder.length;
        },
        rewind:
          rewind &&
          (async (length) => {
            await rewind(length);
            read = read.slice(0, decoder.length);
            numbering = createNumbering(placeId, album.cellsAt);
            numbering.next(read);
          }),
        dispose: () => decoder.dispose(),
      };
    },
    openBatch() {
      const batch = graph.openBatch();
      const numbering = createNumbering(placeId, album.cellsAt);
      let seen = 0;
      return {
        async step(rows, signal) {
          const embeddings = await vectorsOf(rows, seen);
          // Beams part behind the pictures: from then on their places are counted one by one.
          const [first = []] = rows;
          const fresh = { embeddings, positions: numbering.next(first), typeIds: typesOf(first) };
          const logits = await batch.step(fresh, signal);
          seen += placesIn(first);
          return logits;
        },
        select: (parents) => batch.select(parents),
        dispose: () => batch.dispose(),
      };
    },
  };
}
