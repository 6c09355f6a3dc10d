import type { Ref } from "react";
import { useWords } from "../i18n/words.tsx";
import { useHosted } from "./use-hosted.ts";

interface ConsentButtonProps {
  readonly host: string;
  /** The one thing to do next. */
  readonly isPrimary?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function ConsentButton({ host, isPrimary = false, ref }: ConsentButtonProps) {
  const { t } = useWords();
  const { hosted } = useHosted();
  return (
    <button
      className={isPrimary ? "button primary" : "chip"}
      data-testid="hosted-consent"
      onClick={() => hosted.consent(host)}
      ref={ref}
      type="button"
    >
      {t(isPrimary ? "hosted.consent" : "hosted.consent.ahead", { host })}
    </button>
  );
}
