import { type ChangeEvent, type CSSProperties, type DragEvent, useState } from "react";
import { useFindTaskWord } from "../i18n/words.tsx";
import type { EditorProps } from "./editor.ts";
import { readText } from "./file.ts";
import css from "./TextBox.module.css";
import { useTake } from "./take.ts";

interface TextBoxProps extends EditorProps<string> {
  readonly id: string;
  readonly rows: number;
  readonly describedBy: string;
  /** A file's text in place of what is there. */
  readonly onFile: (text: string) => void;
}

/**
 * The native element that takes a text. It has no key handling at all, so an input method editor is left in peace:
 * Enter is a new line, and Run has its own shortcut.
 */
export function TextBox(props: TextBoxProps) {
  const { id, name, rows, value, onChange, onFile, onNotice, onReading, disabled, invalid, describedBy } = props;
  const find = useFindTaskWord();
  const [over, setOver] = useState(false);
  const { take } = useTake({
    kind: "text",
    read: readText,
    onRead: onFile,
    onNotice,
    onReading,
    fallback: "text-unreadable",
  });
  const style: CSSProperties & Record<"--rows", number> = { "--rows": rows };
  const shared = {
    id,
    style,
    value,
    "data-testid": `input-${name}`,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    className: `${css.box} ${over ? css.over : ""}`,
    placeholder: find(`input.${name}.placeholder`),
    readOnly: disabled,
    onChange: (event: ChangeEvent<HTMLTextAreaElement | HTMLInputElement>) => onChange(event.currentTarget.value),
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const file = event.dataTransfer.files[0];
      if (file === undefined || disabled) return;
      event.preventDefault();
      take(file);
    },
  };
  return rows === 1 ? <input type="text" {...shared} /> : <textarea rows={rows} {...shared} />;
}
