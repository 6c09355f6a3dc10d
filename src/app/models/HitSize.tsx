import { useEffect, useRef, useState } from "react";
import { dtypeText } from "../../hub/checkpoint.ts";
import { bytesText } from "../format.ts";
import { useApp } from "../store/context.tsx";
import { findBytes, planOf } from "../store/plan.ts";
import { findCardOf } from "../store/selectors.ts";

/**
 * What would be fetched of a model, and in which dtype. A search tells no sizes: each is asked for once its line is in
 * sight, so that nobody scrolls past thirty questions to a host.
 */
export function HitSize({ model }: { readonly model: string }) {
  const [ref] = useState({ model, revision: "main" });
  const card = useApp((state) => findCardOf(state, state.task, ref));
  const learnModel = useApp((state) => state.learnModel);
  const device = useApp((state) => state.device);
  const facts = useApp((state) => state.facts);
  const judge = useApp((state) => state.judge);
  const place = useRef<HTMLSpanElement>(null);
  const isKnown = card !== undefined;

  useEffect(() => {
    if (!place.current || isKnown) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      void learnModel(ref);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isKnown, learnModel, ref]);

  const { dtype } = planOf({ ...ref, device, dtype: undefined }, card, facts, judge).actual;
  const bytes = findBytes(card, dtype);
  return <span ref={place}>{bytes !== undefined && ` · ${dtypeText(dtype)} ${bytesText(bytes)}`}</span>;
}
