import type { ChatMessage } from "../../../../shared/media.ts";
import type { Story } from "../story.ts";
import { StoryView, type StoryViewProps } from "./StoryView.tsx";
import { Turns } from "./Turns.tsx";

interface ChatViewProps extends Pick<StoryViewProps, "final" | "isTurn" | "onRun" | "t" | "locale"> {
  readonly input: { readonly messages: readonly ChatMessage[] };
  readonly options: Pick<StoryViewProps, "step">;
  readonly output: Story;
}

/** A conversation about whatever it holds, with the reply as its last turn. */
export function ChatView({ input: { messages }, options, output, final, isTurn, onRun, t, locale }: ChatViewProps) {
  return (
    <StoryView story={output} final={final} step={options.step} isTurn={isTurn} onRun={onRun} t={t} locale={locale}>
      {({ isPlain, reply }) => (
        <Turns messages={messages} plain={isPlain} isTurn={isTurn} t={t}>
          {reply}
        </Turns>
      )}
    </StoryView>
  );
}
