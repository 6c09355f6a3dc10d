import { describe, expect, it } from "vitest";
import { findBrowser, type Machine } from "./find.mjs";
import { installersFor } from "./install.mjs";

const bundled = "/cache/playwright/chrome";

/** A machine with these files, on Linux unless told. */
function machineWith(files: readonly string[], changes: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    env: {},
    exists: (path) => files.includes(path),
    works: () => true,
    which: (command) => files.find((path) => path.endsWith(`/bin/${command}`)),
    bundled: () => bundled,
    ...changes,
  };
}

describe("findBrowser", () => {
  it("takes the one named by hand before all others", () => {
    const machine = machineWith(["/opt/mine", "/usr/bin/chromium", bundled], { env: { CHROMIUM_PATH: "/opt/mine" } });
    expect(findBrowser(machine)).toEqual({ path: "/opt/mine", source: "CHROMIUM_PATH" });
  });

  it("does not replace one named by hand that is not there", () => {
    const machine = machineWith(["/usr/bin/chromium"], { env: { CHROMIUM_PATH: "/opt/gone" } });
    expect(() => findBrowser(machine)).toThrow("CHROMIUM_PATH names /opt/gone");
  });

  it("takes the system's before Playwright's own, Chromium before Chrome", () => {
    const machine = machineWith([bundled, "/usr/bin/google-chrome", "/usr/bin/chromium"]);
    expect(findBrowser(machine)).toEqual({ path: "/usr/bin/chromium", source: "system" });
  });

  it("passes over a command that only tells how to install one", () => {
    const machine = machineWith(["/usr/bin/chromium-browser", "/usr/bin/google-chrome"], {
      works: (path) => path !== "/usr/bin/chromium-browser",
    });
    expect(findBrowser(machine)).toEqual({ path: "/usr/bin/google-chrome", source: "system" });
  });

  it("takes Playwright's own when the system has none", () => {
    expect(findBrowser(machineWith([bundled]))).toEqual({ path: bundled, source: "playwright" });
  });

  it("finds nothing where nothing is", () => {
    expect(findBrowser(machineWith([]))).toBeUndefined();
  });

  it("looks where macOS and Windows keep programs", () => {
    const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    expect(findBrowser(machineWith([mac], { platform: "darwin" }))?.path).toBe(mac);
    const windows = "C:\\Programs\\Google\\Chrome\\Application\\chrome.exe";
    const env = { PROGRAMFILES: "C:\\Programs" };
    expect(findBrowser(machineWith([windows], { platform: "win32", env }))?.path).toBe(windows);
  });
});

describe("installersFor", () => {
  it("asks the distribution only where it may", () => {
    const namesFor = (machine: Parameters<typeof installersFor>[0]) => installersFor(machine).map(({ name }) => name);
    expect(namesFor({ isRoot: true, hasApt: true })[0]).toContain("apt-get: chromium");
    expect(namesFor({ isRoot: false, hasApt: true })).toEqual(["Playwright's own"]);
    expect(namesFor({ isRoot: true, hasApt: false })).toEqual(["Playwright's own"]);
  });
});
