import { useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", onChange);
  };
}

function snapshot(): string {
  const { dataset, className } = document.documentElement;
  return `${dataset.theme ?? ""} ${className} ${window.matchMedia("(prefers-color-scheme: dark)").matches}`;
}

/** A text that changes with the theme: a canvas holds colours, not tokens, and must be drawn again. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, snapshot, () => "");
}
