/**
 * @typedef {object} Asked
 * @property {"packed" | "unpacked"} weights by `runtime.weights` of site.json
 * @property {number} threads
 * @property {string} task
 * @property {string} model its folder below `models/`
 * @property {Readonly<Record<string, unknown>>} options
 */

/**
 * A page of ours that holds its weights in one way, and a press of Run there.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} base
 * @param {Asked} asked
 */
export async function openWeighed(browser, base, { weights, threads, task, model, options }) {
  const page = await (await browser.newContext()).newPage();
  await page.route("**/site.json", (route) => route.fulfill({ json: { runtime: { weights, threads } } }));
  const chosen = Object.entries(options).map(([name, value]) => [`option.${name}`, JSON.stringify(value)]);
  const fragment = new URLSearchParams([["task", task], ["model", `embedded/${model}`], ["device", "wasm"], ...chosen]);
  await page.goto(`${base}#${fragment}`);
  await page.locator("html[data-app=ready]").waitFor();

  /** @param {number} tokens at most */
  async function run(tokens) {
    await page.getByTestId("option-max_new_tokens").fill(String(tokens));
    const before = Number(await page.getByTestId("status").getAttribute("data-run"));
    await page.locator("[data-testid=run]:enabled").click();
    const ended = `[data-testid=status][data-run="${before + 1}"][data-status=done]`;
    await page.locator(ended).waitFor({ timeout: 300_000 });
    const report = JSON.parse((await page.getByTestId("run-json").textContent()) ?? "{}");
    if (report.weights !== weights) throw new Error(`Asked for ${weights}, ran ${report.weights}.`);
    return { report, json: (await page.getByTestId("result-json").textContent()) ?? "" };
  }
  return { page, run };
}
