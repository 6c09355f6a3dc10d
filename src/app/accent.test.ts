import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentFor, contrast } from "./accent.ts";

const panels = { light: "#ffffff", dark: "#181b1e" } as const;

describe("a site's colour", () => {
  it("has WCAG's contrast ratios", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    // Of the W3C's own examples: #767676 is the lightest grey that passes on white.
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  it("stays as it is where it is legible already", () => {
    expect(accentFor("#1d56e0", "light").accent).toBe("#1d56e0");
    expect(accentFor("#83a9ff", "dark").accent).toBe("#83a9ff");
  });

  it("is legible in either theme, whatever it is: on panels, on its tint, and with text on it", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, fc.constantFrom("light", "dark"), (hex, theme) => {
        const { accent, ink, soft } = accentFor(hex, theme);
        for (const other of [panels[theme], soft, ink]) expect(contrast(accent, other)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
