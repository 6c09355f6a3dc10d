import parts from "../../../ui/parts.module.css";
import { RowGrid } from "../../../ui/RowGrid.tsx";
import type { Translate } from "../../../ui/words.ts";
import type { Key } from "../definition.ts";

interface TextPickerProps {
  readonly texts: readonly string[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly t: Translate<Key>;
}

/** Which text's tokens are shown; there may be thousands. */
export function TextPicker({ texts, chosen, onChoose, t }: TextPickerProps) {
  return (
    <section>
      <h3 className={parts.heading}>{t("view.choose-text")}</h3>
      <RowGrid
        caption={t("view.choose-text")}
        columns={[
          { id: "number", head: t("ui.number"), width: "48px", isNumber: true },
          { id: "text", head: t("ui.text") },
        ]}
        rows={Uint32Array.from({ length: texts.length }, (_, index) => index)}
        chosen={chosen}
        onChoose={onChoose}
        cell={(row, column) => (column === "number" ? row + 1 : <span title={texts[row]}>{texts[row]}</span>)}
      />
    </section>
  );
}
