import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { deploy } from "./support/site.ts";
import { expect, test } from "./support/test.ts";

const fragment = "#task=feature-extraction&device=wasm&lang=en&view=embed&input.texts=one%0Atwo";

/** A page of another origin, from a real server: browsers keep what has no address out of this machine. */
async function withCourse(address: string, use: (origin: string) => Promise<void>): Promise<void> {
  const body = `<!doctype html><title>Course</title><body><script>
    const heard = [];
    addEventListener("message", ({ data }) => {
      heard.push(data);
      document.body.dataset.heard = JSON.stringify(heard);
    });
    </script><iframe src="${address.replaceAll("&", "&amp;")}" width="900" height="600"></iframe>`;
  const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(body));
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const at = server.address();
  try {
    await use(`http://localhost:${typeof at === "object" ? at?.port : ""}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function runInFrame(page: Page): Promise<void> {
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-app", "ready");
  await frame.getByTestId("run").click();
  await expect(frame.getByTestId("status")).toHaveAttribute("data-status", "done");
}

test("embedded, one task without a header tells the page around, where the site allows it, how its run ended", async ({
  page,
  site,
}) => {
  await withCourse(site.url + fragment, async (origin) => {
    await deploy(page, { embedOrigins: [origin] });
    await page.goto(origin);
    await runInFrame(page);
  });
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("header")).toBeHidden();
  for (const id of ["task-picker", "model-id", "device", "dtype"]) await expect(frame.getByTestId(id)).toBeAttached();
  const json: unknown = JSON.parse((await frame.getByTestId("result-json").textContent()) ?? "");
  const common = { type: "model-playground", contract: "1", task: "feature-extraction" };
  // A page of another origin has a thread of its own, and hears it when it comes to it.
  const heard = async (): Promise<unknown> =>
    JSON.parse((await page.locator("body").getAttribute("data-heard")) ?? "[]");
  await expect.poll(heard).toEqual([
    { ...common, status: "ready", run: 0 },
    { ...common, status: "done", run: 1, result: json, report: expect.objectContaining({ device: "wasm" }) },
  ]);
});

test("a page around that the site does not name hears nothing", async ({ page, site }) => {
  await deploy(page, { embedOrigins: ["https://other.example"] });
  await withCourse(site.url + fragment, async (origin) => {
    await page.goto(origin);
    await runInFrame(page);
  });
  expect(await page.locator("body").getAttribute("data-heard")).toBeNull();
});

test("with one task alone there is no choice of tasks, by the site or by the address", async ({ page, playground }) => {
  await deploy(page, { view: "single", defaultTask: "image-classification" });
  await playground.openAt("#lang=en");
  await expect(page.getByRole("banner")).toContainText("Image classification");
  await expect(playground.taskPicker).toBeAttached();
  await expect(playground.taskPicker).toBeHidden();
  await expect(playground.modelId).toBeVisible();
  await playground.openAt("#lang=en&view=full");
  await expect(playground.taskPicker).toBeVisible();
  await expect.poll(() => page.url()).toContain("view=full");
});

test("in a sandbox without allow-same-origin it says that nothing can run there, and what to do", async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await page.evaluate((address) => {
    const frame = Object.assign(document.createElement("iframe"), { src: address });
    frame.sandbox.add("allow-scripts");
    document.body.replaceChildren(frame);
  }, site.url + fragment);
  await expect(page.frameLocator("iframe").getByText("allow-same-origin")).toBeVisible();
});
