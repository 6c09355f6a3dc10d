import { type ReactNode, useState } from "react";
import { Caret } from "../../../../ui/Caret.tsx";
import { useFollow } from "../../../../ui/follow.ts";
import parts from "../../../../ui/parts.module.css";
import { Segmented } from "../../../../ui/Segmented.tsx";
import { TokenTable } from "../../../../ui/TokenTable.tsx";
import { TokenText } from "../../../../ui/TokenText.tsx";
import type { Speaking } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { Story } from "../story.ts";
import chat from "./chat.module.css";
import { Foot } from "./Foot.tsx";
import { Reply } from "./Reply.tsx";
import { StepPanel } from "./StepPanel.tsx";

/** A continued text has no Markdown to be drawn, so it is always as it was written. */
const views = { chat: ["text", "plain", "tokens", "table"], prompt: ["text", "tokens", "table"] } as const;
type ViewName = (typeof views)["chat"][number];

/** What a view may change of the run that wrote a story. */
interface StoryChange {
  readonly prefix_ids?: readonly string[];
  readonly prefix_text?: readonly string[];
  readonly step?: boolean;
  readonly do_sample?: boolean;
  readonly seed?: null;
}

/** How the reply is to stand: `text` and `plain` of a prompt run on behind it. */
export interface ReplyFrame {
  readonly isPlain: boolean;
  readonly runsOn: boolean;
  readonly reply: ReactNode;
}

export interface StoryViewProps extends Speaking<SharedKey> {
  readonly story: Story;
  readonly final: boolean;
  /** One token at a time. */
  readonly step: boolean;
  /** The last turn of a conversation on screen, which keeps its end in view itself. */
  readonly isTurn: boolean;
  readonly onRun?: ((change: { readonly options: StoryChange }) => void) | undefined;
  /** What was continued, with the reply in its place. */
  readonly children: (frame: ReplyFrame) => ReactNode;
}

/** A reply that grows, as text or token by token, and what can be done with it. */
export function StoryView({ story, final, step, isTurn, onRun, t, locale, children }: StoryViewProps) {
  const [chosen, setView] = useState<ViewName>("text");
  const { messages, text, tokens, finish } = story;
  const end = useFollow(final || isTurn, text.length);
  const choices: readonly ViewName[] = views[messages ? "chat" : "prompt"];
  const view = choices.includes(chosen) ? chosen : "text";
  const ids = tokens.map(({ id }) => id);
  // A hosted model tells text alone, or tokens without ids: it goes on by the text, and no other token can be chosen.
  const hasIds = story.writtenTokens === undefined;
  const goOn = (prefix: readonly number[], next: boolean) => {
    if (final) onRun?.({ options: { prefix_ids: prefix.map(String), step: next } });
  };
  const isStopped = final && finish === null && text !== "";
  const more = () => (hasIds ? goOn(ids, false) : onRun?.({ options: { prefix_text: [text] } }));
  const speaking = { t, locale };

  const words = (
    <div aria-busy={!final}>
      {messages ? (
        <Reply text={text} plain={view === "plain"} final={final} t={t} />
      ) : (
        <span className={chat.plain}>{text}</span>
      )}
      {final && text === "" && finish !== "choice" && <span className={parts.mute}>{t("chat.empty")}</span>}
      {!final && <Caret />}
    </div>
  );
  const reply =
    view !== "text" && view !== "plain" && final && tokens.length === 0 && text !== "" ? (
      <p className={parts.mute}>{t("chat.no-tokens")}</p>
    ) : view === "tokens" ? (
      <TokenText
        tokens={tokens}
        label={t("chat.tokens")}
        onChoose={hasIds ? onRun && ((place, id) => goOn([...ids.slice(0, place), id], step)) : undefined}
        {...speaking}
      />
    ) : view === "table" ? (
      <TokenTable tokens={tokens} {...speaking} />
    ) : (
      words
    );

  return (
    <div className={parts.column}>
      {children({ isPlain: view === "plain", runsOn: view === "text", reply })}
      {step && story.next && onRun && (
        <StepPanel story={story} onGo={(prefix, alone = false) => goOn(prefix, !alone)} {...speaking} />
      )}
      <div className={chat.foot} ref={end}>
        <Foot
          story={story}
          final={final}
          onMore={onRun && (finish === "length" || finish === "cut" || isStopped) ? more : undefined}
          onAnother={
            onRun && !step ? () => onRun({ options: { do_sample: true, seed: null, prefix_ids: [] } }) : undefined
          }
          {...speaking}
        >
          <Segmented
            label={t("chat.as")}
            value={view}
            onChange={setView}
            choices={choices.map((value) => ({ value, label: t(`chat.as-${value}`) }))}
          />
        </Foot>
      </div>
    </div>
  );
}
