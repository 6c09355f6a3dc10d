import { useMemo } from "react";
import { shownOf, sureOf } from "../common/detection/detections.ts";
import { Detections } from "../common/detection/view/Detections.tsx";
import { useNameOf } from "../common/labels/view/use-names.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale, onOptions }) {
    const nameOf = useNameOf("coco", locale);
    const { threshold } = options;
    const sure = useMemo(() => sureOf(output, threshold), [output, threshold]);
    return (
      <Detections
        pixels={input.image}
        candidates={output}
        sure={sure}
        choice={options}
        onChoose={onOptions}
        nameOf={nameOf}
        final={final}
        t={t}
        locale={locale}
      />
    );
  },
  toJson: (output, _input, options) => shownOf(sureOf(output, options.threshold), options),
});
