import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useState } from "react";
import { FileIntake } from "../inputs/FileIntake.tsx";
import type { Stray } from "../inputs/intake.ts";
import { useLazyPart } from "../lazy.ts";
import { useApp } from "../store/context.tsx";

interface StrayState {
  readonly stray: Stray | undefined;
  readonly close: () => void;
}

const StrayContext = createContext<StrayState>({ stray: undefined, close: () => {} });

/** Takes in files for the editors inside. */
export function Intake({ children }: { readonly children: ReactNode }) {
  const task = useApp((state) => state.task);
  const drafts = useApp((state) => state.drafts[task]);
  const [stray, setStray] = useState<Stray>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another input answers what was said of a file
  useEffect(() => setStray(undefined), [drafts, task]);
  const makeReady = useApp((state) => state.makeReady);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches("[data-testid^='input-']")) makeReady();
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, [makeReady]);
  const state = useMemo(() => ({ stray, close: () => setStray(undefined) }), [stray]);
  return (
    <StrayContext value={state}>
      <FileIntake onStray={setStray}>{children}</FileIntake>
    </StrayContext>
  );
}

/** What is said of a file that no editor takes. */
export function StrayNotice() {
  const { stray, close } = use(StrayContext);
  const { part: offer, want } = useLazyPart(() => import("./StrayFiles.tsx"));
  const fetchOffer = useEffectEvent(want);
  useEffect(() => {
    if (stray) fetchOffer();
  }, [stray]);
  return stray && offer && <offer.StrayFiles stray={stray} onClose={close} />;
}
