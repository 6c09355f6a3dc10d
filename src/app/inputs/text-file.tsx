import { useId, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { type Encoding, encodings, readAs } from "./encoding.ts";
import css from "./Frame.module.css";
import type { TextFile } from "./file.ts";

/** As the encodings call themselves; they have no other name in any language. */
const titles: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GBK (GB 18030)",
  big5: "Big5",
  shift_jis: "Shift JIS",
  "euc-jp": "EUC-JP",
  "euc-kr": "EUC-KR",
  "windows-1252": "Windows-1252",
  "windows-1251": "Windows-1251",
};

interface TextFileSettings {
  readonly name: string;
  /** What the editor holds. */
  readonly value: string;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}

/**
 * Takes a file's text in place of what is there. While it stands there unchanged and says more than ASCII, `choice`
 * shows how its bytes were read, and reads them in another way.
 */
export function useTextFile({ name, value, disabled, onText }: TextFileSettings) {
  const [file, setFile] = useState<TextFile>();
  function take(next: TextFile): void {
    setFile(next);
    onText(next.text);
  }
  const isShown = file?.text === value && file.bytes.some((byte) => byte >= 0x80 || byte === 0);
  return {
    take,
    choice: isShown && (
      <EncodingChoice
        name={name}
        value={file.encoding}
        disabled={disabled}
        onChange={(encoding) => take({ ...readAs(file.bytes, encoding), bytes: file.bytes })}
      />
    ),
  };
}

interface EncodingChoiceProps {
  readonly name: string;
  readonly value: Encoding;
  readonly disabled: boolean;
  readonly onChange: (encoding: Encoding) => void;
}

function EncodingChoice({ name, value, disabled, onChange }: EncodingChoiceProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{t("inputs.encoding")}</label>{" "}
      <select
        id={id}
        className={css.encoding}
        data-testid={`encoding-${name}`}
        disabled={disabled}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = encodings.find((encoding) => encoding === currentTarget.value);
          if (chosen) onChange(chosen);
        }}
      >
        {encodings.map((encoding) => (
          <option key={encoding} value={encoding}>
            {titles[encoding]}
          </option>
        ))}
      </select>
    </span>
  );
}
