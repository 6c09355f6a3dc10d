import { type ReactNode, useId, useRef } from "react";
import parts from "../../ui/parts.module.css";
import { type MessageKey, useWords } from "../i18n/words.tsx";
import { Frame } from "./Frame.tsx";
import type { FileKind } from "./file.ts";
import { useTaker } from "./intake.ts";
import css from "./MediaEditor.module.css";

/** What an editor says and takes while it is empty, and then. */
export interface MediaWays {
  readonly takes: FileKind;
  /** For the file dialog. */
  readonly accepted: string;
  readonly several: boolean;
  readonly words: Readonly<Record<"drop" | "choose" | "other" | "formats", MessageKey>>;
}

interface MediaEditorProps {
  readonly ways: MediaWays;
  readonly name: string;
  readonly optional: boolean;
  readonly active: boolean;
  readonly disabled: boolean;
  readonly invalid: boolean;
  /** Name of the file that is being read. */
  readonly reading: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onRemove: () => void;
  readonly undo: (() => void) | undefined;
  /** More ways to get one: the microphone, the camera. */
  readonly extra?: ReactNode;
  /** What such a way shows while it is in use. */
  readonly panel?: ReactNode;
  /** The panel stands in the place of the file. */
  readonly isCovered?: boolean;
  readonly foot?: ReactNode;
  /** The file as it is now; nothing where there is none. */
  readonly children?: ReactNode;
}

/** Files, by drop, paste or choice. The native input is out of sight; the button beside it does the same. */
export function MediaEditor(props: MediaEditorProps) {
  const { ways, name, active, disabled, invalid, reading, onRemove, undo, extra, panel, children } = props;
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const filled = children !== undefined;
  const { several, words } = ways;
  const take = (files: readonly File[]) => {
    if (!disabled && files.length > 0) props.onFiles(files);
  };
  useTaker({ kind: ways.takes, isEmpty: !filled, take }, active);
  return (
    <Frame
      name={name}
      htmlFor={id}
      optional={props.optional}
      undo={undo}
      foot={props.foot}
      tools={
        filled && (
          <>
            <button type="button" className={parts.chip} disabled={disabled} onClick={() => input.current?.click()}>
              {t(words.other)}
            </button>
            {extra}
            <button type="button" className={parts.chip} disabled={disabled} onClick={onRemove}>
              {t(several ? "inputs.remove-all" : "inputs.remove")}
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
        accept={ways.accepted}
        multiple={several}
        className={parts.hidden}
        tabIndex={-1}
        disabled={disabled}
        aria-invalid={invalid || undefined}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Emptied, so that choosing the same file again counts as a change.
          event.currentTarget.value = "";
          take(files);
        }}
      />
      <div className={css.area} data-filled={filled} data-invalid={invalid} hidden={props.isCovered}>
        {children}
        {!filled && (
          <div className={css.empty}>
            <p>{t(words.drop)}</p>
            <span className={css.ways}>
              <button type="button" className={parts.chip} disabled={disabled} onClick={() => input.current?.click()}>
                {t(words.choose)}
              </button>
              {extra}
            </span>
            <p className={parts.mute}>{t(words.formats)}</p>
          </div>
        )}
        {reading !== undefined && (
          <p className={css.veil} role="status">
            {t("inputs.reading", { name: reading })}
          </p>
        )}
      </div>
      {panel}
    </Frame>
  );
}
