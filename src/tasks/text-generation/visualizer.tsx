import { useState } from "react";
import type { ChatMessage } from "../../shared/media.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { useFollow } from "../../ui/follow.ts";
import { countText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import { TokenText } from "../../ui/TokenText.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { toJson } from "./json.ts";
import css from "./visualizer.module.css";

const views = ["text", "tokens"] as const;

const roleKeys = {
  user: "view.role-user",
  assistant: "view.role-assistant",
  system: "view.role-system",
} as const satisfies Record<ChatMessage["role"], string>;

export const visualizer = defineVisualizer(definition, {
  View({ output, final, t, locale }) {
    const [view, setView] = useState<(typeof views)[number]>("text");
    const { messages, prompt, text, tokens, promptTokens, finish } = output;
    const end = useFollow(final, text.length);
    const caret = !final && <span className={css.caret} aria-hidden="true" />;
    const reply =
      view === "tokens" ? (
        <TokenText tokens={tokens} label={t("view.tokens-of-reply")} t={t} locale={locale} />
      ) : (
        <span aria-busy={!final}>
          {text || (final && <span className={parts.mute}>{t("view.empty")}</span>)}
          {caret}
        </span>
      );
    return (
      <div className={parts.column}>
        <Segmented
          label={t("view.as")}
          value={view}
          onChange={setView}
          choices={views.map((value) => ({ value, label: t(`view.as-${value}`) }))}
        />
        {messages ? (
          <ol className={css.turns}>
            {messages.map(({ role, content }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place; two may read the same
              <li key={index} className={css.turn} data-role={role}>
                <span className={css.role}>{t(roleKeys[role])}</span>
                <div className={css.content}>{content}</div>
              </li>
            ))}
            <li className={css.turn} data-role="assistant">
              <span className={css.role}>{t("view.role-assistant")}</span>
              <div className={css.content}>{reply}</div>
            </li>
          </ol>
        ) : (
          <div className={css.story}>
            <span className={css.prompt}>{prompt}</span>
            {view === "tokens" ? <div className={css.below}>{reply}</div> : reply}
          </div>
        )}
        <div className={parts.row} ref={end}>
          {final && text !== "" && <CopyButton t={t} text={() => text} label={t("view.copy-reply")} />}
          <span className={parts.mute}>
            {t("view.counts", {
              prompt: countText(promptTokens, locale),
              written: countText(tokens.length, locale),
            })}
            {final && finish && ` ${t(`view.finish-${finish}`)}`}
          </span>
        </div>
      </div>
    );
  },
  toJson,
});
