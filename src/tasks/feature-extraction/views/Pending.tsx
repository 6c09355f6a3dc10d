import { percentText } from "../../../ui/number.ts";
import parts from "../../../ui/parts.module.css";
import type { Speaking } from "../../../ui/words.ts";
import type { Derived } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";

interface PendingProps extends Speaking<Key> {
  readonly derived: Derived<unknown>;
  /** What is being made: a message with `{share}`. */
  readonly message: Key;
}

/** What stands in a view's place until it has been worked out; nothing once it is there. */
export function Pending({ derived, message, t, locale }: PendingProps) {
  if (derived.status === "done") return null;
  const text =
    derived.status === "failed" ? t("view.failed") : t(message, { share: percentText(derived.share, locale) });
  return <p className={parts.mute}>{text}</p>;
}
