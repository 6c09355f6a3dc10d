import type { Checkpoint, Graph, SpanTokenizer } from "../ports.ts";
import type { RunContext } from "../run.ts";

/** A token is a letter's code point, and nothing stands around a text. */
const letters: SpanTokenizer = {
  encode: (text) => ({ ids: Array.from(text, (char) => char.codePointAt(0) ?? 0), typeIds: [], dropped: 0 }),
  decode: (ids) => String.fromCodePoint(...ids),
  chat: () => [],
  renderChat: () => "",
  beginToken: undefined,
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: () => undefined,
  padId: 0,
  specialIds: new Set(),
  maxLength: 77,
  spans: () => [],
  join: () => "",
  tokenOf: () => "",
  pieceOf: () => "",
  continuation: "",
  unknownId: undefined,
  paddingSide: "right",
  classId: undefined,
  maskToken: undefined,
};

/** Of someone who listens to nothing. */
export const quiet: RunContext<unknown> = {
  signal: new AbortController().signal,
  emit: () => {},
  progress: () => {},
  notice: () => {},
  measure: () => {},
};

/** A checkpoint of one graph that reads letters beside pictures of two by two pixels. */
export function checkpointOf(
  graph: Graph,
  { config, dtype = "fp32" }: Pick<Checkpoint, "config"> & Partial<Pick<Checkpoint, "dtype">>,
): Checkpoint {
  const unused = () => Promise.reject(new Error("not asked for"));
  return {
    model: "someone/some-model",
    device: "wasm",
    dtype,
    config,
    json: async (file) => (file === "preprocessor_config.json" ? { size: { height: 2, width: 2 } } : undefined),
    bytes: unused,
    tokenizer: async () => letters,
    graph: async () => graph,
    heldGraph: unused,
    decoder: unused,
    has: async () => true,
  };
}
