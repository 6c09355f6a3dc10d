import { useEffect, useState } from "react";
import type { Matrix } from "../../../../shared/media.ts";
import type { Verb } from "../../../../shared/rpc/verb.ts";
import { keepVerb } from "../maths/protocol.ts";
import { type Maths, openMaths } from "./maths.ts";

/** A result that has not changed for so long is taken for one that was stopped. */
const settleMs = 2_500;

/** Whether a result grows no more, so that views which take long are worth their while. */
export function useSettled(data: unknown, final: boolean): boolean {
  const [settled, setSettled] = useState<unknown>();
  useEffect(() => {
    if (final) return;
    const timer = setTimeout(() => setSettled(data), settleMs);
    return () => clearTimeout(timer);
  }, [data, final]);
  return final || settled === data;
}

/** The worker of derived views, holding these vectors. */
export interface Kept {
  readonly maths: Maths;
}

/** Opens a worker for as long as the view is on screen and gives it the vectors; `undefined` until it has them. */
export function useKept({ data, rows, columns }: Matrix, isReady: boolean): Kept | undefined {
  const [maths, setMaths] = useState<Maths>();
  const [kept, setKept] = useState<Kept & Place>();
  const isWanted = isReady && rows > 0;
  // Views of the same numbers are made anew each time; where they lie stays the same.
  const { buffer, byteOffset } = data;
  useEffect(() => {
    if (!isWanted) return;
    const opened = openMaths();
    setMaths(opened);
    return () => opened.close();
  }, [isWanted]);
  useEffect(() => {
    if (!maths || !isWanted) return;
    const abort = new AbortController();
    // A copy of what is meant: with a view the whole buffer behind it would cross.
    const own = new Float32Array(buffer, byteOffset, rows * columns).slice();
    const settings = { signal: abort.signal, transfer: [own.buffer] };
    maths.ask(keepVerb, { vectors: { data: own, rows, columns } }, settings).then(
      () => setKept({ maths, buffer, byteOffset }),
      () => {},
    );
    return () => abort.abort();
  }, [maths, isWanted, buffer, byteOffset, rows, columns]);
  const isThis = kept?.buffer === buffer && kept.byteOffset === byteOffset && kept.maths === maths;
  return isWanted && isThis ? kept : undefined;
}

interface Place {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
}

export type Derived<T> =
  | { readonly status: "waiting"; readonly share: number }
  | { readonly status: "done"; readonly value: T }
  | { readonly status: "failed" };

const waiting = { status: "waiting", share: 0 } as const;

/**
 * What the worker answers to a question about the vectors that it holds.
 * @param key is the same for the same question
 */
export function useDerived<Question, Answer>(
  kept: Kept | undefined,
  verb: Verb<Question, number, Answer>,
  question: Question | undefined,
  key: string,
): Derived<Answer> {
  const [state, setState] = useState<{ kept: Kept; key: string; derived: Derived<Answer> }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the question, which is made anew each time
  useEffect(() => {
    if (!kept || !question) return;
    const abort = new AbortController();
    const set = (derived: Derived<Answer>) => {
      if (!abort.signal.aborted) setState({ kept, key, derived });
    };
    const settings = { signal: abort.signal, onProgress: (share: number) => set({ status: "waiting", share }) };
    kept.maths.ask(verb, question, settings).then(
      (value) => set({ status: "done", value }),
      () => set({ status: "failed" }),
    );
    return () => abort.abort();
  }, [kept, key]);
  return state && state.kept === kept && state.key === key ? state.derived : waiting;
}
