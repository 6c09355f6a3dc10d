import { accentFor } from "./accent.ts";

/** Puts the site's colour in the place of the accent in styles/theme.css, as near as it stays legible. */
export function paint(colour: string): void {
  const [light, dark] = [accentFor(colour, "light"), accentFor(colour, "dark")];
  const { style } = document.documentElement;
  style.setProperty("--accent", `light-dark(${light.accent}, ${dark.accent})`);
  style.setProperty("--accent-ink", `light-dark(${light.ink}, ${dark.ink})`);
  style.setProperty("--accent-soft", `light-dark(${light.soft}, ${dark.soft})`);
}
