import { type LineItem, toLinesJson } from "../common/lines/lines.ts";
import { type Choice, chosenOf } from "./chosen.ts";
import type { Groupings } from "./entity.ts";

/** As Python's pipeline gives it: `entity` and `index` for tokens, `entity_group` for groups. */
export function toPythonJson(items: readonly LineItem<Groupings>[], choice: Choice, perLine: boolean): unknown {
  return toLinesJson(items, perLine, (groupings) =>
    chosenOf(groupings, choice).map(({ entity, score, index, word, start, end }) =>
      choice.strategy === "none"
        ? { entity, score, index, word, start, end }
        : { entity_group: entity, score, word, start, end },
    ),
  );
}
