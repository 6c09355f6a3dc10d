// Makes docs/screenshot.png from the built app: a real run of a shipped checkpoint.
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser/find.mjs";
import { serveDist } from "./serve/server.mjs";

const browser = findBrowser();
if (browser === undefined) throw new Error("No Chromium was found: npm run browser");
const site = await serveDist({ root: process.argv[2] ?? "dist" });
const chromiumBrowser = await chromium.launch({ executablePath: browser.path, args: ["--no-sandbox"] });
const page = await chromiumBrowser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`${site.url}#task=feature-extraction&device=wasm&lang=en&theme=light`);
await page.locator("html[data-app=ready]").waitFor();
await page.locator("[data-example]").first().click();
await page.getByTestId("run").click();
await page.locator("[data-testid=status][data-status=done]").waitFor({ timeout: 120_000 });
await page.screenshot({ path: "docs/screenshot.png" });
await chromiumBrowser.close();
await site.close();
