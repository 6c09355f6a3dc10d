import { findModelRef } from "./checkpoint.ts";

export type ModelProblem = "space" | "kind" | "address" | "slashes" | "characters" | "other";

/** Why a text names no model; `undefined` where it names one. */
export function findModelProblem(text: string): ModelProblem | undefined {
  if (findModelRef(text)) return undefined;
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return "space";
  const address = /^(?:https?:)?\/\/[^/]*(.*)$/i.exec(trimmed);
  const path = (address?.[1] ?? trimmed).replace(/[?#].*$/, "").replace(/^\/+|\/+$/g, "");
  if (/^(?:datasets|spaces|collections|papers|docs)\//.test(path)) return "kind";
  if (address) return "address";
  const [id = ""] = path.split("@");
  if (id.split("/").length > 2) return "slashes";
  return /[^\w./-]/.test(id) ? "characters" : "other";
}
