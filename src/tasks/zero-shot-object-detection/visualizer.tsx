import { useMemo } from "react";
import { rankedOf, shownOf, sureOf } from "../common/detection/detections.ts";
import { Detections } from "../common/detection/view/Detections.tsx";
import { asWritten } from "../common/labels/names.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale, onOptions }) {
    const { threshold, top_k } = options;
    const sure = useMemo(() => rankedOf(sureOf(output, threshold), top_k), [output, threshold, top_k]);
    return (
      <Detections
        pixels={input.image}
        candidates={output}
        sure={sure}
        choice={options}
        onChoose={onOptions}
        nameOf={asWritten}
        final={final}
        t={t}
        locale={locale}
      />
    );
  },
  // As `ZeroShotObjectDetectionPipeline.postprocess`.
  toJson: (output, _input, options) => shownOf(rankedOf(sureOf(output, options.threshold), options.top_k), options),
});
