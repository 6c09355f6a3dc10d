import type { Tensor } from "@huggingface/transformers";
import type { Feed } from "../verbs/run.ts";
import type { Session } from "./session.ts";
import { fromLibraryTensor } from "./tensors.ts";

/** A picture of 1,024 x 1,024 in float32 and some; a trace is for comparing, not for keeping. */
const maxBytes = 16_000_000;

/** What past steps left behind and what another graph gave says nothing about our own preprocessing. */
const derived = /^(past_key_values|encoder_hidden_states)/;

/** Notes what each graph is fed while somebody asked for it. */
export interface Trace {
  start(): void;
  /** Everything fed since `start`, in order, up to 16 MB; ends the trace. */
  take(): readonly Feed[];
  /** The same session, its feeds noted. */
  follow(graph: string, session: Session): Session;
}

export function createTrace(): Trace {
  let feeds: Feed[] | undefined;
  let bytes = 0;

  function note(graph: string, given: Readonly<Record<string, Tensor>>): void {
    for (const [name, tensor] of Object.entries(given)) {
      if (feeds === undefined || derived.test(name) || tensor.location === "gpu-buffer") continue;
      const { data, dims } = fromLibraryTensor(tensor);
      bytes += data.byteLength;
      if (bytes > maxBytes) return;
      feeds.push({
        graph,
        name,
        dims: [...dims],
        data: data instanceof Float32Array ? data.slice() : Array.from(data, Number),
      });
    }
  }

  return {
    start() {
      feeds = [];
      bytes = 0;
    },
    take() {
      const taken = feeds ?? [];
      feeds = undefined;
      return taken;
    },
    follow: (graph, session) => ({
      ...session,
      run(given) {
        note(graph, given);
        return session.run(given);
      },
    }),
  };
}
