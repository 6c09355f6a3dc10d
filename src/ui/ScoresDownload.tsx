import { toCsv } from "../shared/csv.ts";
import { DownloadButton } from "./DownloadButton.tsx";

interface ScoresDownloadProps {
  readonly label: string;
  /** Of the file. */
  readonly name: string;
  readonly scores: readonly { readonly label: string; readonly score: number }[];
}

/** Labels and their scores, not rounded, as CSV. */
export function ScoresDownload({ label, name, scores }: ScoresDownloadProps) {
  const rows = () => [["label", "score"], ...scores.map((scored) => [scored.label, scored.score])];
  return <DownloadButton label={label} name={name} make={() => new Blob([toCsv(rows())], { type: "text/csv" })} />;
}
