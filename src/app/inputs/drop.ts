import { useEffect, useEffectEvent, useState } from "react";

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

const writesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=file]), textarea"));

/**
 * Files dropped or pasted anywhere on the page, unless an editor under the pointer has taken them. A file let go beside
 * an editor would otherwise make the browser leave the page, and take everything typed with it.
 * Returns whether one is being dragged over the page; `onEnter` is told of it first.
 */
export function usePageFiles(onFiles: (files: readonly File[]) => void, onEnter: () => void): boolean {
  const [dragging, setDragging] = useState(false);
  const over = useEffectEvent((event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (dragging) return;
    setDragging(true);
    onEnter();
  });
  const drop = useEffectEvent((event: DragEvent) => {
    setDragging(false);
    if (!holdsFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || event.defaultPrevented) return;
    // A cell of a spreadsheet comes as text and as a picture of itself: in a text box the text is meant.
    if (writesText(event.target) && event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    onFiles(files);
  });
  useEffect(() => {
    const onOver = (event: DragEvent) => over(event);
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => drop(event);
    const onPaste = (event: ClipboardEvent) => paste(event);
    // Capturing listeners would come before the editors' own: these are bubbling ones on purpose.
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("paste", onPaste);
    };
  }, []);
  return dragging;
}
