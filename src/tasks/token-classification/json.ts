import { type LineItem, toLinesJson } from "../common/lines/lines.ts";
import type { Groupings } from "./entity.ts";
import type { Strategy } from "./strategies.ts";

/** As Python's pipeline gives it: `entity` and `index` for tokens, `entity_group` for groups. */
export function toPythonJson(items: readonly LineItem<Groupings>[], strategy: Strategy, perLine: boolean): unknown {
  return toLinesJson(items, perLine, (groupings) =>
    groupings[strategy].map(({ entity, score, index, word, start, end }) =>
      strategy === "none"
        ? { entity, score, index, word, start, end }
        : { entity_group: entity, score, word, start, end },
    ),
  );
}
