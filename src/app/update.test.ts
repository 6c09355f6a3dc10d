import { describe, expect, it } from "vitest";
import { createUpdateCheck, entryIn } from "./update.ts";

const pageWith = (entry: string) =>
  `<!doctype html><script>1</script><script type="module" crossorigin src="./assets/${entry}"></script>`;

function createCheck(entry = "https://site.example/sub/assets/index-old.js") {
  const served: { page: string | undefined; asked: number; told: number; nowMs: number } = {
    page: pageWith("index-old.js"),
    asked: 0,
    told: 0,
    nowMs: 0,
  };
  const check = createUpdateCheck({
    entry,
    loadPage: async () => {
      served.asked += 1;
      return served.page;
    },
    now: () => served.nowMs,
    onOutdated: () => {
      served.told += 1;
    },
  });
  return { served, check };
}

describe("a version that is deployed while a tab is open", () => {
  it("is seen by the name of the entry", async () => {
    expect(entryIn(pageWith("index-a1.js"))).toBe("./assets/index-a1.js");
    expect(entryIn("<html>no such page</html>")).toBeUndefined();
    const { served, check } = createCheck();
    await check.ask();
    expect(served).toMatchObject({ asked: 1, told: 0 });
    served.nowMs += 60_000;
    served.page = pageWith("index-new.js");
    await check.ask();
    expect(served).toMatchObject({ asked: 2, told: 1 });
  });

  it("is told once, and asked for once a minute at most, unless something is missing", async () => {
    const { served, check } = createCheck();
    await check.ask();
    await check.ask();
    expect(served.asked).toBe(1);
    served.page = pageWith("index-new.js");
    await check.ask({ isUrgent: true });
    await check.ask({ isUrgent: true });
    expect(served).toMatchObject({ asked: 2, told: 1 });
  });

  it("is not seen in a page that cannot be had or is none of ours", async () => {
    const { served, check } = createCheck();
    for (const page of [undefined, "", "<h1>Log in to the network</h1>"]) {
      served.page = page;
      await check.ask({ isUrgent: true });
    }
    expect(served.told).toBe(0);
  });
});
