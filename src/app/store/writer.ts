import type { Result } from "../../tasks/visualizer.ts";
import { toResultJson } from "./result-json.ts";
import { type Order, type ResultJson, type Run, written } from "./run.ts";
import { viewOptionsIn } from "./selectors.ts";
import type { SliceContext } from "./state.ts";
import { isSame, type OptionValues } from "./values.ts";

export interface Writer {
  /**
   * Writes a result down under the view's options of now; where one of them changes in the meantime, once more.
   * @param take is called with those options in the turn in which they were found to be the same
   */
  write(order: Order, result: Result, take: (json: ResultJson, options: OptionValues) => void): Promise<void>;
  /** Writes a result down anew and puts that in the place of its JSON, if it is still the one on screen. */
  rewrite(order: Order, result: Result): Promise<void>;
  /** Gives up the address of JSON that is not on screen. */
  drop(json: ResultJson | undefined): void;
}

export function findJson(run: Run): ResultJson | undefined {
  return "json" in run ? run.json : undefined;
}

export function createWriter({ environment, get, set }: Pick<SliceContext, "environment" | "get" | "set">): Writer {
  const write: Writer["write"] = async (order, result, take) => {
    const options = viewOptionsIn(get(), order.taskId);
    const json = await toResultJson(await result.toJson(options), environment);
    if (isSame(viewOptionsIn(get(), order.taskId), options)) return take(json, options);
    drop(json);
    return write(order, result, take);
  };

  function drop(json: ResultJson | undefined): void {
    if (json?.href !== undefined && json.href !== findJson(get().run)?.href) environment.dropBlob(json.href);
  }

  return {
    write,
    drop,
    rewrite: (order, result) =>
      write(order, result, (json, options) => {
        const { run: before } = get();
        const isThere = "result" in before && before.result === result;
        if (isThere) set({ run: written(before, json, options) });
        drop(isThere ? findJson(before) : json);
      }),
  };
}
