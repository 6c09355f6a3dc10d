import { useState } from "react";
import { useWords } from "../i18n/words.tsx";

interface LoadTrainingProps {
  readonly disabled: boolean;
  readonly load: (file: Blob) => Promise<void>;
}

/** Takes a training that was saved as a file. */
export function LoadTraining({ disabled, load }: LoadTrainingProps) {
  const { t } = useWords();
  const [loading, setLoading] = useState(0);
  return (
    <label className="chip">
      {t("learn.load")}
      <input
        accept=".safetensors"
        className="visually-hidden"
        data-testid="train-load"
        disabled={disabled}
        key={loading}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) void load(file);
          // The same file can be chosen again.
          setLoading(loading + 1);
        }}
        type="file"
      />
    </label>
  );
}
