import { canonicalUrl } from "../../hub/address.ts";
import type { FileCache } from "../../hub/cache.ts";
import type { CheckpointRef, Dtype } from "../../hub/checkpoint.ts";
import type { Files } from "../../hub/files.ts";
import type { Sources } from "../../hub/sources.ts";
import { joinedBytes } from "../../shared/bytes.ts";
import { type Rewritten, rewriteGraph } from "./rewrite/rewrite.ts";

/** ONNX Runtime lays the floats out anew for its products, one matrix after the other. */
const layoutShare = 1.3;

export interface Prepared {
  readonly weights: "packed" | "unpacked";
  /** Whether the session has to unpack them. */
  readonly unpacks: boolean;
}

/** What the library asks of a cache, whatever a `put` of it tells. */
interface LibraryCache extends Pick<FileCache, "match"> {
  put(url: string, response: Response): Promise<unknown>;
}

interface Asked {
  /** Its path inside the repository. */
  readonly graph: string;
  readonly dtype: Dtype;
  readonly lastLogitsOnly: boolean;
}

/**
 * The graphs of one checkpoint as WASM runs them best. Each is handed to the library in the place of the file that it asks
 * its cache for, rewritten or as it is; what is stored and served stays as it is.
 */
export function createRewriter(
  { model, revision }: Pick<CheckpointRef, "model" | "revision">,
  { bytes, cache }: Pick<Files, "bytes"> & { readonly cache: LibraryCache },
  { runtime, mostFloatBytes }: Pick<Sources, "runtime" | "mostFloatBytes">,
) {
  const held = new Map<string, Response>();
  let takenBytes = 0;

  function mayUnpack(floatBytes: number): boolean {
    if (runtime.weights !== undefined) return runtime.weights === "unpacked";
    return takenBytes + floatBytes * layoutShare <= mostFloatBytes;
  }

  function findRewritten(original: Uint8Array, lastLogitsOnly: boolean): Rewritten | undefined {
    try {
      return rewriteGraph(original, { mayUnpack, lastLogitsOnly });
    } catch (reason) {
      // ONNX Runtime says of a damaged file what is wrong with it.
      if (reason instanceof RangeError) return undefined;
      throw reason;
    }
  }

  return {
    /** For the library in place of the browser's. */
    cache: {
      async match(url: string): Promise<Response | undefined> {
        const response = held.get(url);
        held.delete(url);
        return response ?? cache.match(url);
      },
      async put(url: string, response: Response): Promise<void> {
        await cache.put(url, response);
      },
    },

    /** What unpacked matrices take so far. */
    get floatBytes() {
      return takenBytes;
    },

    /** Call it before the session is opened. */
    async prepare({ graph, dtype, lastLogitsOnly }: Asked): Promise<Prepared> {
      const isFloat = dtype === "fp32" || dtype === "fp16";
      const original = await bytes(graph);
      if (!original) return { weights: isFloat ? "unpacked" : "packed", unpacks: false };
      const rewritten = isFloat && !lastLogitsOnly ? undefined : findRewritten(original, lastLogitsOnly);
      const floatBytes = rewritten?.floatBytes ?? 0;
      const content = rewritten ? joinedBytes(rewritten.pieces) : original;
      held.set(canonicalUrl({ model, revision, file: graph }), new GraphResponse(content));
      takenBytes += floatBytes * layoutShare;
      const unpacks = floatBytes > 0;
      return { weights: unpacks || isFloat ? "unpacked" : "packed", unpacks };
    },
  };
}

/** A file in memory, for the library, which reads what a cache has by `arrayBuffer`; a response of its own would copy it, twice. */
class GraphResponse extends Response {
  readonly #content: Uint8Array<ArrayBuffer>;

  constructor(content: Uint8Array<ArrayBuffer>) {
    super(null, { headers: { "content-length": String(content.byteLength) } });
    this.#content = content;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteLength } = this.#content;
    return byteLength === buffer.byteLength ? buffer : this.#content.slice().buffer;
  }
}
