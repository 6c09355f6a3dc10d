import { memo, useEffect, useMemo, useRef } from "react";
import { focusNeighbour } from "./roving.ts";
import css from "./SpanText.module.css";
import { type Stretch, segmentsOf } from "./segments.ts";

export interface MarkedSpan extends Stretch {
  /** Said behind the stretch, so that its colour is not needed. */
  readonly tag?: string | undefined;
  /** Which of the six colours of series. */
  readonly tone: number;
  /** Of the first rank: drawn stronger. */
  readonly strong?: boolean;
}

export interface Linked {
  /** The stretch whose counterpart elsewhere is under the pointer or has the focus. */
  readonly activeId: string | undefined;
  readonly onActive: (id: string | undefined) => void;
}

interface SpanTextProps extends Linked {
  readonly text: string;
  readonly spans: readonly MarkedSpan[];
  /** What the text is, for those who do not see it. */
  readonly label: string;
}

/** A text with marked stretches. One stop for Tab: the arrows go from mark to mark. */
export const SpanText = memo(function SpanText({ text, spans, label, activeId, onActive }: SpanTextProps) {
  const segments = useMemo(() => segmentsOf(text, spans), [text, spans]);
  const byId = useMemo(() => new Map(spans.map((span) => [span.id, span])), [spans]);
  const box = useRef<HTMLElement>(null);
  const stopId = byId.has(activeId ?? "") ? activeId : spans[0]?.id;

  // Within the box only: the page stays where the reader is.
  useEffect(() => {
    const mark = activeId === undefined ? null : box.current?.querySelector('mark[data-active="true"]');
    if (!box.current || !(mark instanceof HTMLElement)) return;
    const { scrollTop, clientHeight } = box.current;
    const top = mark.offsetTop - box.current.offsetTop;
    if (top < scrollTop || top + mark.offsetHeight > scrollTop + clientHeight) {
      box.current.scrollTop = top - clientHeight / 3;
    }
  }, [activeId]);

  let stops = 0;
  return (
    <section
      ref={box}
      className={css.text}
      aria-label={label}
      dir="auto"
      onKeyDown={(event) => focusNeighbour(event, event.currentTarget.querySelectorAll("mark"))}
    >
      {segments.map(({ text: piece, from, ids, ending }) => {
        // The one that was given first lies on top.
        const top = byId.get(ids[0] ?? "");
        if (!top) return piece;
        const isStop = ids.includes(stopId ?? "") && stops++ === 0;
        return (
          <mark
            key={from}
            tabIndex={isStop ? 0 : -1}
            className={css.mark}
            data-tone={top.tone % 6}
            data-strong={top.strong}
            data-active={activeId !== undefined && ids.includes(activeId)}
            onFocus={() => onActive(ids.includes(activeId ?? "") ? activeId : top.id)}
            onPointerEnter={() => onActive(top.id)}
            onPointerLeave={() => onActive(undefined)}
          >
            {piece}
            {ending.map((id) => {
              const tag = byId.get(id)?.tag;
              return (
                tag && (
                  <span key={id} className={css.tag}>
                    {tag}
                  </span>
                )
              );
            })}
          </mark>
        );
      })}
    </section>
  );
});
