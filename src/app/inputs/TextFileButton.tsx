import { useRef } from "react";
import parts from "../../ui/parts.module.css";
import { useWords } from "../i18n/words.tsx";
import type { EditorProps } from "./editor.ts";
import { acceptedTexts, type TextFile } from "./file.ts";
import { useTakeText } from "./take.ts";

interface TextFileButtonProps extends Pick<EditorProps<string>, "name" | "disabled" | "onNotice" | "onReading"> {
  /** A file's text in place of what is there. */
  readonly onFile: (file: TextFile) => void;
}

/** A text out of a file, where there is nothing to drop one with. */
export function TextFileButton({ name, disabled, onNotice, onReading, onFile }: TextFileButtonProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const { take } = useTakeText({ onFile, onNotice, onReading });
  return (
    <>
      <input
        ref={input}
        type="file"
        data-testid={`file-${name}`}
        accept={acceptedTexts}
        hidden
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          take(files);
        }}
      />
      <button type="button" className={parts.chip} disabled={disabled} onClick={() => input.current?.click()}>
        {t("inputs.choose-text")}
      </button>
    </>
  );
}
