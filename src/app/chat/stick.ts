import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

/** So near to the end, in pixels, a reader counts as being there. */
const nearPx = 48;

/** On a phone the page itself is what scrolls. */
const isNarrow = () => matchMedia("(max-width: 820px)").matches;

interface Stick {
  /** Whether the end lies below what is seen, and what grows there is not followed. */
  readonly isAway: boolean;
  /** To the end, and with it from now on. */
  toEnd(): void;
}

/**
 * Keeps the end of a conversation in view while it grows, for as long as the reader is there: who scrolls up is left
 * in peace, and who comes back is taken along again.
 * @param frame ends where the conversation's screen ends
 * @param body what scrolls inside of it on a wide screen
 * @param content what grows
 */
export function useStick(
  frame: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): Stick {
  const isFollowing = useRef(false);
  const lastTop = useRef(0);
  const [isAway, setIsAway] = useState(false);

  const left = () => {
    if (!frame.current || !body.current) return 0;
    if (isNarrow()) return frame.current.getBoundingClientRect().bottom - innerHeight;
    return body.current.scrollHeight - body.current.scrollTop - body.current.clientHeight;
  };
  const goToEnd = () => (isNarrow() ? window : body.current)?.scrollBy(0, left());

  const onScroll = useEffectEvent(() => {
    const top = isNarrow() ? scrollY : (body.current?.scrollTop ?? 0);
    if (left() < nearPx) isFollowing.current = true;
    else if (top < lastTop.current) isFollowing.current = false;
    lastTop.current = top;
    setIsAway(!isFollowing.current && left() > nearPx);
  });
  /** What grows then is what a turn is written anew in, and whoever does that looks there. */
  const isEditing = () =>
    content.current?.contains(document.activeElement) && document.activeElement?.matches("textarea");
  const onGrown = useEffectEvent(() => {
    if (isFollowing.current && !isEditing()) goToEnd();
    else setIsAway(left() > nearPx);
  });

  useEffect(() => {
    const [scroller, grown] = [body.current, content.current];
    if (!scroller || !grown) return;
    const scrolled = () => onScroll();
    const observer = new ResizeObserver(() => onGrown());
    observer.observe(grown);
    observer.observe(scroller);
    scroller.addEventListener("scroll", scrolled, { passive: true });
    addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", scrolled);
      removeEventListener("scroll", scrolled);
    };
  }, [body, content]);

  return {
    isAway,
    toEnd() {
      isFollowing.current = true;
      setIsAway(false);
      goToEnd();
    },
  };
}
