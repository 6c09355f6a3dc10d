import { type ReactNode, useState } from "react";
import { Caret } from "../../../../ui/Caret.tsx";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { useFollow } from "../../../../ui/follow.ts";
import { countText } from "../../../../ui/number.ts";
import parts from "../../../../ui/parts.module.css";
import picture from "../../../../ui/picture.module.css";
import { Segmented } from "../../../../ui/Segmented.tsx";
import { TokenTable } from "../../../../ui/TokenTable.tsx";
import { TokenText } from "../../../../ui/TokenText.tsx";
import type { Speaking } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { Caption } from "../caption.ts";
import css from "./picture-text.module.css";

const views = ["text", "tokens", "table"] as const;

interface CaptionViewProps extends Speaking<SharedKey> {
  readonly caption: Caption;
  readonly final: boolean;
  /** The picture, which stands beside the text and above what needs the whole width. */
  readonly children: ReactNode;
}

/** What a model wrote about a picture, as a text or token by token with what each one beat. */
export function CaptionView({ caption, final, children, t, locale }: CaptionViewProps) {
  const [view, setView] = useState<(typeof views)[number]>("text");
  const { prompt, text, tokens, finish } = caption;
  const end = useFollow(final, text.length);
  const speaking = { t, locale };
  const facts = [
    t("caption.written", { written: countText(tokens.length, locale) }),
    final && finish ? t(`chat.finish-${finish}`) : "",
  ];
  return (
    <div className={parts.column}>
      <Segmented
        label={t("caption.as")}
        value={view}
        onChange={setView}
        choices={views.map((value) => ({ value, label: t(`caption.as-${value}`) }))}
      />
      <div className={view === "text" ? picture.beside : parts.column}>
        {children}
        {view === "text" && (
          <p className={css.text} dir="auto" aria-busy={!final}>
            {text.startsWith(prompt) ? (
              <>
                <span className={css.prompt}>{prompt}</span>
                {text.slice(prompt.length)}
              </>
            ) : (
              text
            )}
            {final && text === "" && <span className={parts.mute}>{t("written.empty")}</span>}
            {!final && text === "" && <span className={parts.mute}>{t("written.waiting")}</span>}
            {!final && text !== "" && <Caret />}
          </p>
        )}
        {view === "tokens" && <TokenText tokens={tokens} label={t("caption.tokens")} {...speaking} />}
        {view === "table" && <TokenTable tokens={tokens} {...speaking} />}
      </div>
      <div className={parts.row} ref={end}>
        {final && text !== "" && <CopyButton t={t} text={() => text} label={t("written.copy")} />}
        <span className={parts.mute}>{facts.filter((fact) => fact !== "").join(" ")}</span>
      </div>
    </div>
  );
}
