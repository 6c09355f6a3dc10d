import type { ReactNode } from "react";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { countText, decimalText } from "../../../../ui/number.ts";
import parts from "../../../../ui/parts.module.css";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { Story } from "../story.ts";

interface FootProps {
  readonly story: Story;
  readonly final: boolean;
  /** Another text from the same place. */
  readonly onAnother: (() => void) | undefined;
  /** More of this one. */
  readonly onMore: (() => void) | undefined;
  readonly t: Translate<SharedKey>;
  readonly locale: string;
  /** How it is shown. */
  readonly children: ReactNode;
}

/** What can be done with a text, and how it came about. */
export function Foot({ story, final, onAnother, onMore, t, locale, children }: FootProps) {
  const {
    text,
    tokens,
    promptTokens,
    keptTokens,
    speed,
    finish,
    pictures,
    sounds,
    writtenTokens = tokens.length,
  } = story;
  const counts = { prompt: countText(promptTokens, locale), written: countText(writtenTokens, locale) };
  const facts = [
    // A provider counts in the end, and not at all where it was stopped.
    writtenTokens > 0 || text === "" ? t("chat.counts", counts) : "",
    pictures ? perceivedText("pictures", pictures) : "",
    sounds ? perceivedText("sounds", sounds) : "",
    keptTokens > 0 ? t("chat.kept", { kept: countText(keptTokens, locale) }) : "",
    speed ? t("chat.first", { seconds: decimalText(speed.firstTokenMs / 1000, locale, 2) }) : "",
    speed?.tokensPerSecond ? t("chat.rate", { rate: decimalText(speed.tokensPerSecond, locale, 1) }) : "",
    final && finish ? t(`chat.finish-${finish}`) : "",
  ];
  function perceivedText(kind: "pictures" | "sounds", { tokens: count, ms }: NonNullable<Story["pictures"]>): string {
    const tokens = countText(count, locale);
    if (ms === 0) return t(`chat.${kind}-seen`, { tokens });
    return t(`chat.${kind}`, { tokens, seconds: decimalText(ms / 1000, locale, 2) });
  }

  return (
    <>
      <div className={parts.row}>
        {children}
        {final && text !== "" && <CopyButton t={t} text={() => text} label={t("chat.copy-reply")} />}
        {final && onMore && (
          <button type="button" className={parts.chip} onClick={onMore}>
            {t("chat.more")}
          </button>
        )}
        {final && onAnother && (
          <button type="button" className={parts.chip} onClick={onAnother}>
            {t("chat.another")}
          </button>
        )}
      </div>
      <p className={parts.mute}>{facts.filter((fact) => fact !== "").join(" ")}</p>
    </>
  );
}
