import type { BatchDecoder, Decoder } from "../../../../shared/generation/decoder.ts";
import { type FloatTensor, floatsOf, longTensor } from "../../../../shared/tensor.ts";
import type { DecoderGraph, Embedded, Graph } from "../../../ports.ts";
import type { Album } from "./album.ts";
import { createNumbering } from "./numbers.ts";
import type { Sense } from "./sense.ts";

interface SightedParts {
  /** Ids to vectors. */
  readonly embed: Pick<Graph, "run" | "outputNames">;
  readonly graph: Pick<DecoderGraph, "open" | "openBatch">;
  readonly senses: readonly (Pick<Sense, "type" | "placeId"> & {
    readonly album: Pick<Album<never>, "vectorsAt" | "cellsAt">;
  })[];
  /** Those of pictures. */
  readonly placesSeeOneAnother?: boolean | undefined;
}

interface Sighted {
  open(): Decoder;
  openBatch(): BatchDecoder;
}

/**
 * Decoders that are stepped by ids and read vectors: each id's own and, in the places of pictures and sounds, what their
 * encoder made of them. They are looked at when their places are read, so that those which a decoder remembers are not looked at again.
 */
export function createSighted({ embed, graph, senses, placesSeeOneAnother = false }: SightedParts): Sighted {
  const placesIn = (ids: readonly number[], placeId: number) => ids.filter((id) => id === placeId).length;
  const sight = senses.find(({ type }) => type === "image");
  const numberingOf = () => createNumbering(sight?.placeId ?? -1, (place) => sight?.album.cellsAt(place));

  /** Which places are a picture's, for a graph in which those of one see one another. */
  const typesOf = (ids: readonly number[]) =>
    sight && placesSeeOneAnother && ids.includes(sight.placeId)
      ? ids.map((id) => Number(id === sight.placeId))
      : undefined;

  /** @param read ids that were read before */
  async function embedded(
    rows: readonly (readonly number[])[],
    read: readonly number[],
  ): Promise<Pick<Embedded, "beside"> & { readonly embeddings: FloatTensor }> {
    const [sequences, places] = [rows.length, rows[0]?.length ?? 0];
    const outputs = await embed.run({ input_ids: longTensor(rows.flat(), [sequences, places]) });
    const { outputNames } = embed;
    const name = outputNames.find((given) => given === "inputs_embeds") ?? outputNames[0] ?? "inputs_embeds";
    const embeddings = floatsOf(outputs, name, 3);
    const others = outputNames.filter((given) => given !== name);
    const beside = Object.fromEntries(others.map((other) => [other, floatsOf(outputs, other)]));
    const [first = []] = rows;
    const width = embeddings.dims.at(-1) ?? 0;
    for (const { placeId, album } of senses) {
      const count = placesIn(first, placeId);
      if (count === 0) continue;
      const vectors = await album.vectorsAt(placesIn(read, placeId), count, width);
      let at = 0;
      for (const [place, id] of first.entries()) {
        if (id !== placeId) continue;
        embeddings.data.set(vectors.subarray(at * width, (at + 1) * width), place * width);
        at += 1;
      }
    }
    return { embeddings, beside };
  }

  return {
    open() {
      const decoder = graph.open();
      const { rewind } = decoder;
      let numbering = numberingOf();
      let read: readonly number[] = [];
      return {
        async step(ids, signal) {
          const vectors = await embedded([ids], read);
          const fresh = { ...vectors, positions: numbering.next(ids), typeIds: typesOf(ids) };
          const logits = await decoder.step(fresh, signal);
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
            numbering = numberingOf();
            numbering.next(read);
          }),
        dispose: () => decoder.dispose(),
      };
    },
    openBatch() {
      const batch = graph.openBatch();
      const numbering = numberingOf();
      // Media stand before the beams part: of what was read, the first one's ids do for all.
      let read: readonly number[] = [];
      return {
        async step(rows, signal) {
          const vectors = await embedded(rows, read);
          // Beams part behind the pictures: from then on their places are counted one by one.
          const [first = []] = rows;
          const fresh = { ...vectors, positions: numbering.next(first), typeIds: typesOf(first) };
          const logits = await batch.step(fresh, signal);
          read = [...read, ...first];
          return logits;
        },
        select: (parents) => batch.select(parents),
        dispose: () => batch.dispose(),
      };
    },
  };
}
