import { toJson } from "../common/chat/json.ts";
import { StoryView } from "../common/chat/view/StoryView.tsx";
import { Turns } from "../common/chat/view/Turns.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View({ input: { messages }, options, output: story, final, isTurn, onRun, t, locale }) {
    return (
      <StoryView story={story} final={final} step={options.step} isTurn={isTurn} onRun={onRun} t={t} locale={locale}>
        {({ isPlain, reply }) => (
          <Turns messages={messages} plain={isPlain} isTurn={isTurn} t={t}>
            {reply}
          </Turns>
        )}
      </StoryView>
    );
  },
  toJson,
});
