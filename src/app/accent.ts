/** Red, green and blue, 0 to 255. */
type Rgb = readonly [number, number, number];

export interface Accent {
  readonly accent: string;
  /** Of text on the accent. */
  readonly ink: string;
  /** A tint to set things off, which the accent is legible on. */
  readonly soft: string;
}

/** What accents stand on: the panels of styles/theme.css. */
const panels = { light: "#ffffff", dark: "#181b1e" } as const;
export type AccentTheme = keyof typeof panels;

/** WCAG 2.2, success criterion 1.4.3. */
const minContrast = 4.5;

/** The nearest colours to `colour` that are legible in one theme: darkened on light panels, lightened on dark ones. */
export function accentFor(colour: string, theme: AccentTheme): Accent {
  const panel = rgbOf(panels[theme]);
  const pole: Rgb = theme === "light" ? [0, 0, 0] : [255, 255, 255];
  const wanted = rgbOf(colour);
  for (let share = 0; share < 1; share += 0.02) {
    const accent = mixed(wanted, pole, share);
    const soft = mixed(panel, accent, 0.1);
    if (contrastOf(accent, panel) >= minContrast && contrastOf(accent, soft) >= minContrast) {
      return { accent: hexOf(accent), ink: inkOn(accent), soft: hexOf(soft) };
    }
  }
  return { accent: hexOf(pole), ink: inkOn(pole), soft: hexOf(mixed(panel, pole, 0.1)) };
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  return contrastOf(rgbOf(a), rgbOf(b));
}

function contrastOf(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function inkOn(accent: Rgb): string {
  const [white, black] = ["#ffffff", "#0b1120"] as const;
  return contrastOf(accent, rgbOf(white)) >= contrastOf(accent, rgbOf(black)) ? white : black;
}

function luminanceOf(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed([r, g, b]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb {
  const mix = (from: number, to: number) => Math.round(from + (to - from) * share);
  return [mix(r, r2), mix(g, g2), mix(b, b2)];
}

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
