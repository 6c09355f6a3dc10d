import type { DeviceFacts } from "../device.ts";
import { useWords } from "../i18n/words.tsx";
import type { Inspection } from "./inspection.ts";

interface HintsProps {
  readonly facts: DeviceFacts;
  readonly inspection: Inspection;
}

/** What is withheld, what that costs, and what can be done. */
export function Hints({ facts, inspection }: HintsProps) {
  const { t } = useWords();
  const { secure, isolated, adapter } = facts;
  const mayHaveCard = inspection.adapter?.isIntegrated || inspection.otherAdapter !== undefined;
  const hints = [
    ...(secure ? [] : [t("device.hint.insecure", { origin: location.origin })]),
    ...(secure && !adapter ? [t("device.hint.no-adapter")] : []),
    ...(adapter?.isFallback ? [t("device.hint.software")] : []),
    ...(adapter && !adapter.isFallback && !adapter.shaderF16 ? [t("device.hint.no-f16")] : []),
    ...(mayHaveCard && !adapter?.isFallback ? [t("device.hint.discrete")] : []),
    ...(isolated || !secure ? [] : [t("device.hint.not-isolated")]),
  ];
  return hints.map((hint) => (
    <p className="device-hint" key={hint}>
      {hint}
    </p>
  ));
}
