import { useState } from "react";
import css from "./parts.module.css";

interface DownloadButtonProps {
  readonly label: string;
  /** The file's name with its ending. */
  readonly name: string;
  /** Made when asked for. */
  readonly make: () => Blob | Promise<Blob>;
  readonly testId?: string;
  /** There is nothing to save yet. */
  readonly disabled?: boolean;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address after this turn; a minute is long enough for it to start.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function DownloadButton({ label, name, make, testId, disabled = false }: DownloadButtonProps) {
  const [busy, setBusy] = useState(false);
  return (
    <button
      type="button"
      className={css.chip}
      data-testid={testId}
      disabled={busy || disabled}
      onClick={async () => {
        setBusy(true);
        try {
          save(await make(), name);
        } finally {
          setBusy(false);
        }
      }}
    >
      {label}
    </button>
  );
}
