import { useEffect, useEffectEvent, useState } from "react";

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** A file let go beside an editor would make the browser leave the page, and take everything typed with it. */
export function useDropGuard(): void {
  useEffect(() => {
    const guard = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    window.addEventListener("dragover", guard);
    window.addEventListener("drop", guard);
    return () => {
      window.removeEventListener("dragover", guard);
      window.removeEventListener("drop", guard);
    };
  }, []);
}

const writesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=file]), textarea"));

/**
 * Files dropped or pasted anywhere on the page, unless an editor under the pointer has taken them.
 * Returns whether one is being dragged over the page.
 */
export function usePageFiles(onDrop: (file: File) => void, onPaste: (file: File) => boolean): boolean {
  const [dragging, setDragging] = useState(false);
  const drop = useEffectEvent((event: DragEvent) => {
    setDragging(false);
    const file = event.dataTransfer?.files[0];
    if (file === undefined || event.defaultPrevented) return;
    event.preventDefault();
    onDrop(file);
  });
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const file = event.clipboardData?.files[0];
    if (file === undefined || event.defaultPrevented) return;
    // A cell of a spreadsheet comes as text and as a picture of itself: in a text box the text is meant.
    if (writesText(event.target) && event.clipboardData?.types.includes("text/plain")) return;
    if (onPaste(file)) event.preventDefault();
  });
  useEffect(() => {
    const over = (event: DragEvent) => setDragging(holdsFiles(event));
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDropped = (event: DragEvent) => drop(event);
    const onPasted = (event: ClipboardEvent) => paste(event);
    // Capturing listeners would come before the editors' own: these are bubbling ones on purpose.
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", onDropped);
    window.addEventListener("paste", onPasted);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", onDropped);
      window.removeEventListener("paste", onPasted);
    };
  }, []);
  return dragging;
}
