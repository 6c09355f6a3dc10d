import { useState } from "react";
import { Caret } from "../../ui/Caret.tsx";
import { useFollow } from "../../ui/follow.ts";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import { TokenTable } from "../../ui/TokenTable.tsx";
import { TokenText } from "../../ui/TokenText.tsx";
import chat from "../common/chat/view/chat.module.css";
import { Foot } from "../common/chat/view/Foot.tsx";
import { Reply } from "../common/chat/view/Reply.tsx";
import { StepPanel } from "../common/chat/view/StepPanel.tsx";
import { Turns } from "../common/chat/view/Turns.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { toJson } from "./json.ts";
import css from "./visualizer.module.css";

/** A continued text has no Markdown to be drawn, so it is always as it was written. */
const views = { chat: ["text", "plain", "tokens", "table"], prompt: ["text", "tokens", "table"] } as const;
type ViewName = (typeof views)["chat"][number];

export const visualizer = defineVisualizer(definition, {
  View({ options, output: story, final, onRun, t, locale }) {
    const [chosen, setView] = useState<ViewName>("text");
    const { messages, prompt, text, tokens, finish } = story;
    const end = useFollow(final, text.length);
    const choices: readonly ViewName[] = views[messages ? "chat" : "prompt"];
    const view = choices.includes(chosen) ? chosen : "text";
    const ids = tokens.map(({ id }) => id);
    // A hosted model tells text alone, or tokens without ids: it goes on by the text, and no other token can be chosen.
    const hasIds = story.writtenTokens === undefined;
    const goOn = (prefix: readonly number[], step: boolean) => {
      if (final) onRun?.({ options: { prefix_ids: prefix.map(String), step } });
    };
    const more = () => (hasIds ? goOn(ids, false) : onRun?.({ options: { prefix_text: [text] } }));
    const label = t("view.tokens-of-reply");
    const speaking = { t, locale };

    const words = (
      <div aria-busy={!final}>
        {messages ? (
          <Reply text={text} plain={view === "plain"} final={final} t={t} />
        ) : (
          <span className={chat.plain}>{text}</span>
        )}
        {final && text === "" && finish !== "choice" && <span className={parts.mute}>{t("view.empty")}</span>}
        {!final && <Caret />}
      </div>
    );
    const reply =
      view !== "text" && view !== "plain" && final && tokens.length === 0 && text !== "" ? (
        <p className={parts.mute}>{t("view.no-tokens")}</p>
      ) : view === "tokens" ? (
        <TokenText
          tokens={tokens}
          label={label}
          onChoose={hasIds ? onRun && ((place, id) => goOn([...ids.slice(0, place), id], options.step)) : undefined}
          {...speaking}
        />
      ) : view === "table" ? (
        <TokenTable tokens={tokens} {...speaking} />
      ) : (
        words
      );

    return (
      <div className={parts.column}>
        <Segmented
          label={t("view.as")}
          value={view}
          onChange={setView}
          choices={choices.map((value) => ({ value, label: t(`view.as-${value}`) }))}
        />
        {messages ? (
          <Turns messages={messages} plain={view === "plain"} t={t}>
            {reply}
          </Turns>
        ) : (
          <div className={css.story}>
            <span className={css.prompt}>{prompt}</span>
            <div className={view === "text" ? css.running : css.below}>{reply}</div>
          </div>
        )}
        {options.step && story.next && onRun && (
          <StepPanel story={story} onGo={(prefix, alone = false) => goOn(prefix, !alone)} {...speaking} />
        )}
        <div ref={end}>
          <Foot
            story={story}
            final={final}
            onMore={onRun && (finish === "length" || finish === "cut") ? more : undefined}
            onAnother={
              onRun && !options.step
                ? () => onRun({ options: { do_sample: true, seed: null, prefix_ids: [] } })
                : undefined
            }
            {...speaking}
          />
        </div>
      </div>
    );
  },
  toJson,
});
