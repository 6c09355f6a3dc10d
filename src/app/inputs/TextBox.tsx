import { type ChangeEvent, type CSSProperties, type DragEvent, useState } from "react";
import parts from "../../ui/parts.module.css";
import { useFindTaskWord } from "../i18n/words.tsx";
import type { EditorProps } from "./editor.ts";
import { kindOf, type TextFile } from "./file.ts";
import { useTaker } from "./intake.ts";
import { findLongField } from "./long-text.ts";
import css from "./TextBox.module.css";
import { useTakeText } from "./take.ts";

interface TextBoxProps extends EditorProps<string> {
  readonly id: string;
  readonly rows: number;
  readonly describedBy: string;
  /** Out of sight, where another editor shows the same; programs still write into it. */
  readonly hidden?: boolean;
  /** A file's text in place of what is there. */
  readonly onFile: (file: TextFile) => void;
}

/**
 * The native element that takes a text. It has no key handling at all, so an input method editor is left in peace:
 * Enter is a new line, and Run has its own shortcut.
 */
export function TextBox(props: TextBoxProps) {
  const {
    id,
    name,
    rows,
    value,
    onChange,
    onFile,
    onNotice,
    onReading,
    active,
    disabled,
    invalid,
    describedBy,
    hidden,
  } = props;
  const find = useFindTaskWord();
  const [over, setOver] = useState(false);
  const { take } = useTakeText({ onFile, onNotice, onReading });
  useTaker({ kind: "text", isEmpty: value === "", take: (files) => !disabled && take(files) }, active);
  const long = findLongField(value);
  const style: CSSProperties & Record<"--rows", number> = { "--rows": rows, ...long?.style };
  const shared = {
    id,
    style,
    value,
    dir: long?.dir,
    "data-testid": `input-${name}`,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    className: hidden ? parts.hidden : `${css.box} ${over ? css.over : ""}`,
    tabIndex: hidden ? -1 : undefined,
    "aria-hidden": hidden || undefined,
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
      const [file] = event.dataTransfer.files;
      // What is no text goes on to the intake: another editor may take it.
      if (file === undefined || disabled || !["text", "other"].includes(kindOf(file))) return;
      event.preventDefault();
      take([...event.dataTransfer.files]);
    },
  };
  return rows === 1 ? <input type="text" {...shared} /> : <textarea rows={rows} {...shared} />;
}
