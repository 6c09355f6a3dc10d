import type AxeBuilder from "@axe-core/playwright";

/** What a look of axe finds of impact serious or critical, each rule with the elements that break it. */
export async function seriousIn(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target} ${html}`).join("\n")}`);
}
