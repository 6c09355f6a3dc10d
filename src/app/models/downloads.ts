import { realClock } from "../../shared/clock.ts";
import { portOf } from "../../shared/rpc/port.ts";
import { createDownloads, type Downloads } from "../../workers/downloads.ts";

/** Longer than all hosts together may stay silent, and than a gigabyte takes to be read once more. */
const silenceMs = 180_000;

let opened: Downloads | undefined;

/** All downloads of this page: they go on while the panel is closed. */
export function pageDownloads(): Downloads {
  opened ??= createDownloads({
    openWorker: () =>
      portOf(
        new Worker(new URL("../../workers/download.worker.ts", import.meta.url), { type: "module", name: "download" }),
      ),
    clock: realClock,
    silenceMs,
  });
  return opened;
}
