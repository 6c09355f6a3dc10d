import { toJson } from "../common/chat/json.ts";
import { StoryView } from "../common/chat/view/StoryView.tsx";
import { Turns } from "../common/chat/view/Turns.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import css from "./visualizer.module.css";

export const visualizer = defineVisualizer(definition, {
  View({ options, output: story, final, isTurn, onRun, t, locale }) {
    const { messages, prompt } = story;
    return (
      <StoryView story={story} final={final} step={options.step} isTurn={isTurn} onRun={onRun} t={t} locale={locale}>
        {({ isPlain, runsOn, reply }) =>
          messages ? (
            <Turns messages={messages} plain={isPlain} isTurn={isTurn} t={t}>
              {reply}
            </Turns>
          ) : (
            <div className={css.story}>
              <span className={css.prompt}>{prompt}</span>
              <div className={runsOn ? css.running : css.below}>{reply}</div>
            </div>
          )
        }
      </StoryView>
    );
  },
  toJson,
});
