import type { ComponentType } from "react";
import type { FailedRun } from "../store/run.ts";

type ErrorCard = ComponentType<{ readonly run: FailedRun }>;

let card: ErrorCard | undefined;

/** Fetched with the words of errors, before a run is told as failed: both are there in one commit. */
export async function loadErrorCard(): Promise<void> {
  card ??= (await import("./ErrorCard.tsx")).ErrorCard;
}

/** `undefined` where it could not be fetched. */
export function findErrorCard(): ErrorCard | undefined {
  return card;
}
