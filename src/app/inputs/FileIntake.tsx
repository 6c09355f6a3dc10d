import { type ReactNode, useMemo, useRef } from "react";
import { useLazyPart } from "../lazy.ts";
import { usePageFiles } from "./drop.ts";
import { kindOf } from "./file.ts";
import { type Intake, IntakeContext, type Stray, type Taker, takerFor } from "./intake.ts";

interface FileIntakeProps {
  readonly onStray: (stray: Stray | undefined) => void;
  readonly children: ReactNode;
}

/** Takes in every file that is let go or pasted on the page, and hands it to the editor that it belongs to. */
export function FileIntake({ onStray, children }: FileIntakeProps) {
  const takers = useRef(new Set<() => Taker | undefined>());
  const kept = useRef<readonly File[]>([]);
  const intake = useMemo((): Intake => {
    const all = () => [...takers.current].flatMap((taker) => taker() ?? []);
    const hand = (files: readonly File[], taker: Taker) => {
      onStray(undefined);
      taker.take(files);
    };
    return {
      join(taker) {
        takers.current.add(taker);
        // In a task of its own: the editors that come with this one have to be there too.
        if (kept.current.length > 0) setTimeout(() => handKept());
        return () => takers.current.delete(taker);
      },
      offer(files) {
        const [first] = files;
        if (first === undefined) return;
        const taker = takerFor(files, all());
        if (taker) hand(files, taker);
        else onStray({ files, found: kindOf(first) });
      },
      keep(files) {
        kept.current = files;
      },
    };

    function handKept(): void {
      const taker = takerFor(kept.current, all());
      if (!taker) return;
      const files = kept.current;
      kept.current = [];
      hand(files, taker);
    }
  }, [onStray]);

  const veil = useLazyPart(() => import("./DropVeil.tsx"));
  const dragging = usePageFiles(intake.offer, veil.want);
  return (
    <IntakeContext value={intake}>
      {children}
      {dragging && veil.part && <veil.part.DropVeil />}
    </IntakeContext>
  );
}
