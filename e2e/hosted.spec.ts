import AxeBuilder from "@axe-core/playwright";
import type { Page, Request } from "@playwright/test";
import { testKey } from "../scripts/hosted/faults.mjs";
import { type Provider, startProvider } from "../scripts/hosted/server.mjs";
import { seriousIn } from "./support/axe.ts";
import { deploy } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

/** Servers of this test's own, in the place of two providers and of one of the reader's. */
async function withServers(page: Page, use: (servers: { anthropic: Provider; openai: Provider }) => Promise<void>) {
  const [anthropic, openai] = await Promise.all([
    startProvider({ protocol: "anthropic", paceMs: 20 }),
    startProvider({ protocol: "openai", paceMs: 20 }),
  ]);
  const baseUrls = { anthropic: anthropic.url, openai: openai.url };
  await deploy(page, { hosted: { providers: ["anthropic", "openai", "server"], baseUrls } });
  try {
    await use({ anthropic, openai });
  } finally {
    await Promise.all([anthropic.close(), openai.close()]);
  }
}

const chat = { task: "text-generation", model: "anthropic/echo" } as const;

test("a hosted model answers by keyboard alone, and the key goes to its provider and nowhere else", async ({
  page,
  playground,
}) => {
  await withServers(page, async ({ anthropic }) => {
    const requests: Request[] = [];
    const logged: string[] = [];
    page.on("request", (request) => requests.push(request));
    page.on("console", (message) => logged.push(message.text()));
    await playground.open({ task: "text-generation" });
    await playground.modelId.focus();
    await page.keyboard.type("anthropic/echo");
    await page.keyboard.press("Enter");
    const host = new URL(anthropic.url).host;
    await expect(playground.status).toHaveAttribute("data-hosted", host);
    await expect(page.getByText(`Your input goes to ${host}`)).toBeVisible();
    await page.getByTestId("hosted-key").focus();
    await page.keyboard.type(testKey);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("hosted-key")).toHaveValue("");
    expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
    await playground.input("messages").focus();
    await page.keyboard.type("Hello there");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByTestId("hosted-consent")).toBeFocused();
    expect(anthropic.asked.filter(({ method }) => method === "POST")).toEqual([]);
    await page.keyboard.press("Enter");
    expect(await playground.end()).toBe("done");
    const json = JSON.stringify(await playground.json());
    expect(json).toContain("You said: Hello there");
    const report = JSON.parse((await page.getByTestId("run-json").textContent()) ?? "null");
    expect(report.hosted).toMatchObject({ provider: "anthropic", model: "echo", inputTokens: 2, outputTokens: 4 });

    // The next one is not asked for again.
    await playground.fill("messages", "And again");
    expect(JSON.stringify(await playground.answer())).toContain("You said: And again");

    const holding = requests.filter((request) =>
      `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`.includes(testKey),
    );
    expect(new Set(holding.map((request) => new URL(request.url()).host))).toEqual(new Set([host]));
    await page.getByRole("tab", { name: "Code" }).click();
    await expect(page.getByTestId("code-javascript")).toContainText("process.env.ANTHROPIC_API_KEY");
    const seen = await page.evaluate(() => [
      location.href,
      document.documentElement.outerHTML,
      ...Object.values({ ...localStorage }),
      ...[...document.querySelectorAll("input")].map(({ value }) => value),
    ]);
    expect([...seen, ...logged].join("\n")).not.toContain(testKey);
  });
});

/** What can be wrong with a key, an account, a model or a host. */
const errors = [
  { code: "key-missing", model: "echo", key: "" },
  { code: "key-refused", model: "echo", key: "wrong" },
  { code: "quota-spent", model: "fault-credit" },
  { code: "model-gated", model: "fault-access" },
  { code: "model-not-found", model: "fault-unknown" },
  { code: "rate-limited", model: "fault-limited" },
  { code: "overloaded", model: "fault-overloaded" },
  { code: "content-refused", model: "fault-refused" },
  { code: "context-too-long", model: "fault-prompt" },
  { code: "stream-broken", model: "echo-long-fault-broken" },
  { code: "network-silent", model: "fault-silent" },
] as const;

test("each error of a provider is told, what was typed stays, and the next run works", async ({ page, playground }) => {
  const server = await startProvider({ protocol: "anthropic" });
  const waiting = await startProvider({ protocol: "google" });
  const hosted = { providers: ["anthropic", "google"], baseUrls: { anthropic: server.url, google: waiting.url } };
  await deploy(page, { hosted, timeoutMs: { firstByte: 1500, stall: 1500 } });
  const text = "A long text about a lighthouse.";
  const choose = async (model: string) => {
    await playground.modelId.fill(`anthropic/${model}`);
    await playground.modelId.press("Enter");
  };
  await playground.open({ task: "summarization", model: "anthropic/echo", inputs: { text } });
  await page.getByTestId("hosted-consent").click();
  for (const error of errors) {
    await choose(error.model);
    if ("key" in error && error.key !== "") await page.getByTestId("hosted-key").fill(error.key);
    await playground.failure(error.code);
    await expect(playground.error).toContainText(
      error.code === "content-refused" || error.code === "context-too-long" ? error.model : new URL(server.url).host,
    );
    await expect(playground.input("text")).toHaveValue(text);
    await choose("echo");
    await page.getByTestId("hosted-key").fill(testKey);
    expect([error.code, JSON.stringify(await playground.answer())]).toEqual([
      error.code,
      expect.stringContaining(text),
    ]);
  }
  await choose("echo-thinker");
  await playground.answer();
  await expect(page.getByTestId("hosted-spent")).toContainText(
    /tokens in, \d+ out\. 2 tokens of what was written are thoughts/,
  );

  // A page may not read the header that says how long; Google says it in the answer as well.
  await playground.modelId.fill("google/gemini-fault-limited-long");
  await playground.modelId.press("Enter");
  await page.getByTestId("hosted-key").fill(testKey);
  await page.getByTestId("hosted-consent").click();
  await playground.press();
  await expect(playground.notice("rate-limit-waiting")).toContainText(/asks to wait: \d+ seconds more/);
  await playground.stop.click();
  expect(await playground.end()).toBe("cancelled");
  await Promise.all([server.close(), waiting.close()]);
});

test("a picture goes to a hosted model as its provider takes it", async ({ page, playground }) => {
  await withServers(page, async ({ anthropic }) => {
    await playground.open({ task: "image-text-to-text", model: "anthropic/echo" });
    await page.getByTestId("hosted-key").fill(testKey);
    await page.getByTestId("hosted-consent").click();
    await playground.give("image", fileOf("e2e/reference/media/wide.png"));
    await playground.fill("messages", "What is this?");
    expect(JSON.stringify(await playground.answer())).toContain("You showed image/jpeg, and said: What is this?");
    const body = JSON.stringify(anthropic.asked.at(-1)?.body);
    expect(/"data":"([^"]+)"/.exec(body)?.[1]).toMatch(/^\/9j\//);
    await page.getByRole("tab", { name: "Code" }).click();
    await expect(page.getByTestId("code-javascript")).toContainText('read("picture-1.jpg")');
  });
});

test("what came is kept where a reader stops or a connection breaks, and can be gone on from", async ({
  page,
  playground,
}) => {
  await withServers(page, async ({ anthropic }) => {
    // It stops in the middle of its answer, and would go on only where it is told to.
    await playground.open({ ...chat, model: "anthropic/echo-long-held" });
    await page.getByTestId("hosted-key").fill(testKey);
    await page.getByTestId("hosted-consent").click();
    await playground.fill("messages", "Tell me");
    await playground.press();
    await expect(playground.result).toContainText("word3");
    await playground.stop.click();
    expect(await playground.end()).toBe("cancelled");
    expect(JSON.stringify(await playground.json())).toContain("word3");

    await playground.modelId.fill("anthropic/echo-long-fault-broken");
    await playground.modelId.press("Enter");
    await playground.fill("messages", "Once more");
    await playground.failure("stream-broken");
    await expect(playground.result).toContainText("word50");
    await expect(playground.input("messages")).toHaveValue("Once more");
    await page.getByRole("button", { name: "Write on" }).click();
    await expect.poll(() => JSON.stringify(anthropic.asked.at(-1)?.body)).toMatch(/word50[^{]*\},\{[^{]*Go on exactly/);
  });
});

test("a server that refuses the page is told apart from one that is down, and the next run works", async ({
  page,
  playground,
}) => {
  const refusing = await startProvider({ protocol: "openai", cors: false });
  await withServers(page, async ({ openai }) => {
    await playground.open({ task: "zero-shot-classification", model: "server/echo" });
    await playground.fill("text", "A goal");
    await playground.fill("candidate_labels", "sport\nart");
    const server = page.getByTestId("hosted-server");
    await playground.failure("model-not-found");
    await server.fill(refusing.url);
    await page.getByTestId("hosted-consent").click();
    await playground.failure("cors-refused");
    await expect(playground.error).toContainText(`OLLAMA_ORIGINS=${new URL(playground.base).origin}`);
    await refusing.close();
    await playground.failure("network-refused");
    await server.fill(openai.url);
    await page.getByTestId("hosted-consent").click();
    await page.getByTestId("hosted-key").fill(testKey);
    expect(await playground.answer()).toMatchObject({ sequence: "A goal", labels: ["sport", "art"] });
  });
});

test("a site that names no hosted models shows nothing of them and fetches none of their code", async ({
  page,
  playground,
}) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await playground.open({ task: "text-generation" });
  await playground.modelId.click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(page.getByTestId("code-javascript")).toBeVisible();
  await expect(page.getByTestId(/^hosted-/)).toHaveCount(0);
  await expect(playground.status).not.toHaveAttribute("data-hosted");
  expect(fetched.filter((path) => /hosted|anthropic|openai|google|desk|consent|spent/i.test(path))).toEqual([]);
});
