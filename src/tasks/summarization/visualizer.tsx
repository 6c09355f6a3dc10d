import { toLinesJson } from "../common/lines/lines.ts";
import { WrittenView } from "../common/writing/view/WrittenView.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View: (props) => <WrittenView {...props} head={props.t("view.head")} beside={true} compares={true} />,
  // As Python gives it; the ids are ours.
  toJson: (items, _input, { per_line }) =>
    toLinesJson(items, per_line, ({ text, tokens }) => [{ summary_text: text, tokens }]),
});
