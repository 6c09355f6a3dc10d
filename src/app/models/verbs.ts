import { isLocal } from "../../hub/reference.ts";
import type { Download } from "../../workers/downloads.ts";
import { isHostedIn } from "../store/hosted.ts";
import { modelIn } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";

/** What can be done about a download, one at a time; a control of each is always in the page (docs/contract.md). */
export const downloadVerbs = ["start", "pause", "resume"] as const;
export type DownloadVerb = (typeof downloadVerbs)[number];

/** `undefined` where all is done. @param status `undefined` before the first start */
export function findVerb(status: Download["status"] | undefined): DownloadVerb | undefined {
  if (status === undefined) return "start";
  if (status === "done") return undefined;
  return status === "loading" ? "pause" : "resume";
}

/** Whether the chosen model can be kept here: it lies at the Hub or beside the site, not with the reader or a provider. */
export function isDownloadableIn(state: AppState): boolean {
  const { model } = modelIn(state);
  return model !== "" && !isLocal(model) && !isHostedIn(state);
}
