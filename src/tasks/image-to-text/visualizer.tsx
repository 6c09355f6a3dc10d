import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import picture from "../../ui/picture.module.css";
import { CaptionView } from "../common/picture-text/view/CaptionView.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View: ({ input, output, final, t, locale }) => (
    <CaptionView caption={output} final={final} t={t} locale={locale}>
      <PixelsCanvas pixels={input.image} label={t("view.picture")} className={picture.picture} />
    </CaptionView>
  ),
  // As Python gives it; the tokens are ours.
  toJson: ({ text, tokens }) => [{ generated_text: text, tokens }],
});
