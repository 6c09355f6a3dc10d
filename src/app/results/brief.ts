import { dtypesIn } from "../../hub/checkpoint.ts";
import type { Words } from "../i18n/words.tsx";
import type { KeptRun } from "../store/run.ts";

/** What a run was in a few characters: model, dtype, device. */
export function briefOf({ order: { actual, hosted } }: KeptRun, t: Words["t"]): string {
  if (hosted) return [hosted.id.split("/").at(-1), hosted.host].join(" · ");
  const dtype = [...new Set(dtypesIn(actual.dtype))].join(" + ");
  const device = actual.device === "webgpu" ? t("shell.device.webgpu") : "WASM";
  return [actual.model.split("/").at(-1), dtype, device].join(" · ");
}

/** What it took, without what came before it: loading and compiling. */
export function msOf({ report: { ms } }: KeptRun): number {
  return ms.preprocess + ms.run + ms.postprocess;
}
