import { type RefObject, useEffect, useRef } from "react";

/**
 * Keeps the end of something that grows in view, as long as the reader has not scrolled away from it.
 * @param size changes whenever it has grown.
 */
export function useFollow(final: boolean, size: number): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const near = useRef(false);
  useEffect(() => {
    const element = end.current;
    if (!element || final) return;
    // Some lines of slack: it is by growing that the end leaves the view.
    const observer = new IntersectionObserver(
      ([entry]) => {
        near.current = entry?.isIntersecting ?? false;
      },
      { rootMargin: "0px 0px 120px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [final]);
  useEffect(() => {
    if (size > 0 && near.current && !final) end.current?.scrollIntoView({ block: "nearest" });
  }, [size, final]);
  return end;
}
