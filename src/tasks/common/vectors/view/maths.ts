import * as v from "valibot";
import { answers, FromMaths, type MathsQuestion, type ToMaths } from "../maths/protocol.ts";

export type Kind = MathsQuestion["type"];
type Questions = { readonly [Q in MathsQuestion as Q["type"]]: Q };
export type QuestionOf<K extends Kind> = Questions[K];
export type AnswerOf<K extends Kind> = v.InferOutput<(typeof answers)[K]>;

export interface MathsPort {
  post(message: ToMaths): void;
  listen(onMessage: (data: unknown) => void, onCrash: (message: string) => void): void;
  terminate(): void;
}

/** The page's side of derived views. An answer that is not awaited any more is given up by its signal. */
export interface Maths {
  ask<K extends Kind>(
    kind: K,
    question: QuestionOf<K>,
    settings?: { readonly signal?: AbortSignal; readonly onProgress?: (share: number) => void },
  ): Promise<AnswerOf<K>>;
  close(): void;
}

interface Pending {
  resolve(answer: unknown): void;
  reject(reason: Error): void;
  readonly onProgress: ((share: number) => void) | undefined;
}

export function createMaths(port: MathsPort): Maths {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  port.listen(
    (data) => {
      const message = v.parse(FromMaths, data);
      const asked = pending.get(message.id);
      if (message.type === "progress") {
        asked?.onProgress?.(message.share);
        return;
      }
      pending.delete(message.id);
      if (message.type === "answer") asked?.resolve(message.answer);
      else asked?.reject(new Error(message.message));
    },
    (message) => {
      for (const asked of pending.values()) asked.reject(new Error(message));
      pending.clear();
    },
  );
  return {
    async ask(kind, question, { signal, onProgress } = {}) {
      const id = ++lastId;
      const answer = await new Promise<unknown>((resolve, reject) => {
        if (signal?.aborted) throw signal.reason;
        pending.set(id, { resolve, reject, onProgress });
        signal?.addEventListener("abort", () => {
          if (!pending.delete(id)) return;
          port.post({ type: "forget", id });
          reject(signal.reason);
        });
        port.post({ type: "ask", id, question });
      });
      return v.parse(answers[kind], answer);
    },
    close() {
      port.terminate();
      for (const asked of pending.values()) asked.reject(new Error("closed"));
      pending.clear();
    },
  };
}

/** Opens the worker of derived views; its owner closes it. */
export function openMaths(): Maths {
  const worker = new Worker(new URL("../maths/maths.worker.ts", import.meta.url), { type: "module", name: "maths" });
  return createMaths({
    post: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
    listen(onMessage, onCrash) {
      worker.addEventListener("message", ({ data }) => onMessage(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        onCrash(event.message || "The worker of derived views could not be loaded.");
      });
    },
  });
}
