import { type ReactNode, useId, useRef } from "react";
import type { FieldKind } from "../../tasks/fields.ts";
import parts from "../../ui/parts.module.css";
import { useWords } from "../i18n/words.tsx";
import { usePageFiles } from "./drop.ts";
import { Frame } from "./Frame.tsx";
import { accepted, fileKinds, kindOf } from "./file.ts";
import css from "./MediaEditor.module.css";

interface MediaEditorProps {
  readonly kind: Extract<FieldKind, keyof typeof accepted>;
  readonly name: string;
  readonly disabled: boolean;
  readonly invalid: boolean;
  /** Name of the file that is being read. */
  readonly reading: string | undefined;
  readonly onFile: (file: File) => void;
  readonly onRemove: () => void;
  readonly undo: (() => void) | undefined;
  /** More ways to get one: the microphone. */
  readonly extra?: ReactNode;
  readonly foot?: ReactNode;
  /** The file as it is now; nothing where there is none. */
  readonly children?: ReactNode;
}

const words = {
  image: { drop: "inputs.drop-image", choose: "inputs.choose-image", formats: "inputs.formats-image" },
  audio: { drop: "inputs.drop-sound", choose: "inputs.choose-sound", formats: "inputs.formats-sound" },
} as const;

/** One file, by drop, paste or choice. The native input is out of sight; the button beside it does the same. */
export function MediaEditor(props: MediaEditorProps) {
  const { kind, name, disabled, invalid, reading, onFile, onRemove, undo, extra, foot, children } = props;
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const offer = (file: File) => {
    if (!disabled) onFile(file);
  };
  const dragging = usePageFiles(offer, (file) => {
    const fits = kindOf(file) === fileKinds[kind];
    if (fits) offer(file);
    return fits;
  });
  const filled = children !== undefined;
  return (
    <Frame
      name={name}
      htmlFor={id}
      undo={undo}
      foot={foot}
      tools={
        filled && (
          <>
            <button type="button" className={parts.chip} disabled={disabled} onClick={() => input.current?.click()}>
              {t("inputs.choose-other")}
            </button>
            {extra}
            <button type="button" className={parts.chip} disabled={disabled} onClick={onRemove}>
              {t("inputs.remove")}
            </button>
          </>
        )
      }
    >
      <input
        ref={input}
        id={id}
        type="file"
        data-testid={`input-${name}`}
        accept={accepted[kind]}
        className={parts.hidden}
        tabIndex={-1}
        disabled={disabled}
        aria-invalid={invalid || undefined}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Emptied, so that choosing the same file again counts as a change.
          event.currentTarget.value = "";
          if (file !== undefined) offer(file);
        }}
      />
      <div className={css.area} data-filled={filled} data-dragging={dragging} data-invalid={invalid}>
        {children}
        {!filled && (
          <div className={css.empty}>
            <p>{t(words[kind].drop)}</p>
            <span className={css.ways}>
              <button type="button" className={parts.chip} disabled={disabled} onClick={() => input.current?.click()}>
                {t(words[kind].choose)}
              </button>
              {extra}
            </span>
            <p className={parts.mute}>{t(words[kind].formats)}</p>
          </div>
        )}
        {dragging && <p className={css.veil}>{t("inputs.drop-now")}</p>}
        {reading !== undefined && (
          <p className={css.veil} role="status">
            {t("inputs.reading", { name: reading })}
          </p>
        )}
      </div>
    </Frame>
  );
}
