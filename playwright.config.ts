import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/browser/find.mjs";

const browser = findBrowser();

/** As Playwright gives them itself: of two such flags a browser takes the last alone. */
const offInPlaywright = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];
/** Pages of the browser's own that wait behind the address bar of each window: half of what an empty test costs. */
const addressBar = ["WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup"];

export default defineConfig({
  testDir: "e2e",
  // Not those of a folder below: `npm run test:parity` runs them. A glob would match by the file's name alone.
  testMatch: /e2e\/[^/]+\.spec\.ts$/,
  // Two pages at a time on two cores: one waits for files while the other computes.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // A software adapter compiles shaders for half a minute. What is held to a time measures it on the page.
  timeout: 480_000,
  // Long enough for a machine that has much else to do: what is looked for comes, and only a red test waits as long.
  expect: { timeout: 120_000 },
  reporter: "list",
  use: {
    // It would answer what a test routes; `e2e/offline.spec.ts` allows it.
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(browser ? { executablePath: browser.path } : {}),
      args: [
        "--no-sandbox",
        "--enable-unsafe-webgpu",
        "--use-webgpu-adapter=swiftshader",
        "--enable-features=Vulkan",
        `--disable-features=${[...offInPlaywright, ...addressBar].join()}`,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
