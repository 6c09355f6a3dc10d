import { picturesIn } from "../../shared/media.ts";
import { toJson } from "../common/chat/json.ts";
import { StoryView } from "../common/chat/view/StoryView.tsx";
import { Turns } from "../common/chat/view/Turns.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { Things } from "./Things.tsx";
import { thingsIn } from "./things.ts";

export const visualizer = defineVisualizer(definition, {
  View({ input: { messages }, options, output, final, isTurn, onRun, t, locale }) {
    const { read, ...story } = output;
    const answer = read?.answer;
    const pixels = picturesIn(messages.slice(-1))[0] ?? picturesIn(messages).at(-1);
    return (
      <StoryView story={story} final={final} step={options.step} isTurn={isTurn} onRun={onRun} t={t} locale={locale}>
        {({ isPlain, runsOn, reply }) => (
          <Turns messages={messages} plain={isPlain} isTurn={isTurn} t={t}>
            {/* Labels alone, without where they are, would read as a text that nobody wrote. */}
            {runsOn && pixels && typeof answer === "object" ? (
              <Things
                pixels={pixels}
                things={thingsIn(answer)}
                caption={t("view.things")}
                final={final}
                t={t}
                locale={locale}
              />
            ) : (
              reply
            )}
          </Turns>
        )}
      </StoryView>
    );
  },
  toJson({ read, ...story }) {
    const told = toJson(story);
    return read ? told.map((one) => ({ ...one, post_processed: { [read.task]: read.answer } })) : told;
  },
});
