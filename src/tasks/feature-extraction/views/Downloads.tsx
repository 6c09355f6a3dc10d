import type { Matrix } from "../../../shared/media.ts";
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

/** Files that the next tool reads. Those of vectors, which may be many, are written by a worker; what writes comes when it is asked for. */
export function Downloads({ output, texts, vectors, t }: DownloadsProps) {
  const csv = async () => {
    if (output.kind === "pooled") return writeVectors("csv", output, texts);
    const { toCsv } = await import("../../../shared/csv.ts");
    return new Blob([toCsv(csvRows(output, texts))], { type: "text/csv" });
  };
  const json = () =>
    output.kind === "pooled"
      ? writeVectors("json", output, texts)
      : new Blob([JSON.stringify(toJson(output, texts))], { type: "application/json" });
  return (
    <div className={parts.row}>
      <DownloadButton label={t("view.download-csv")} name="embeddings.csv" make={csv} />
      <DownloadButton label={t("view.download-json")} name="embeddings.json" make={json} />
      <DownloadButton
        label={t("view.download-npy")}
        name="embeddings.npy"
        make={() => writeVectors("npy", { vectors }, [])}
      />
    </div>
  );
}
