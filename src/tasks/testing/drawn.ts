import { renderToStaticMarkup } from "react-dom/server";
import type { ResultData, Showing, Visualizer } from "../visualizer.ts";

/** What a view makes of a result, as HTML; words are their keys unless a test says otherwise. */
export function drawn(visualizer: Visualizer, result: ResultData, showing: Partial<Showing> = {}): string {
  const usual: Showing = { options: {}, final: true, t: (key) => key, locale: "en", onOptions: () => {} };
  return renderToStaticMarkup(visualizer.open(result).render({ ...usual, ...showing }));
}

/** @param options those that act on the view, where they are others than the result came with */
export function jsonOf(visualizer: Visualizer, result: ResultData, options: ResultData["options"] = {}) {
  return visualizer.open(result).toJson(options);
}
