import { toCsv } from "../../../shared/csv.ts";
import type { Matrix } from "../../../shared/media.ts";
import { toNpy } from "../../../shared/npy.ts";
import { DownloadButton } from "../../../ui/DownloadButton.tsx";
import parts from "../../../ui/parts.module.css";
import type { Translate } from "../../../ui/words.ts";
import { writeVectors } from "../../common/vectors/view/file.ts";
import type { Key, Output } from "../definition.ts";
import { csvRows, toJson } from "../json.ts";

interface DownloadsProps {
  readonly output: Output;
  readonly texts: readonly string[];
  /** What `.npy` holds, which knows one matrix: all texts, or the tokens of one. */
  readonly vectors: Matrix;
  readonly t: Translate<Key>;
}

/** Files that the next tool reads. Those of pooled vectors, which may be many, are written by a worker. */
export function Downloads({ output, texts, vectors, t }: DownloadsProps) {
  const csv = () =>
    output.kind === "pooled"
      ? writeVectors("csv", output, texts)
      : new Blob([toCsv(csvRows(output, texts))], { type: "text/csv" });
  const json = () =>
    output.kind === "pooled"
      ? writeVectors("json", output, texts)
      : new Blob([JSON.stringify(toJson(output, texts))], { type: "application/json" });
  return (
    <div className={parts.row}>
      <DownloadButton label={t("view.download-csv")} name="embeddings.csv" make={csv} />
      <DownloadButton label={t("view.download-json")} name="embeddings.json" make={json} />
      <DownloadButton label={t("view.download-npy")} name="embeddings.npy" make={() => toNpy(vectors)} />
    </div>
  );
}
