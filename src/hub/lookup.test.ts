import { describe, expect, it } from "vitest";
import { lookUp } from "./lookup.ts";

const endpoints = ["https://first.test/", "https://second.test/hub/"].map((host) => ({
  name: host,
  host,
  path: "{model}/resolve/{revision}/{file}",
  token: false,
}));
const ref = { model: "owner/name", revision: "refs/pr/1" };
const found = { siblings: [{ rfilename: "onnx/model.onnx" }] };

async function looked(...answers: readonly (() => Response)[]) {
  const asked: string[] = [];
  const lookup = await lookUp(ref, {
    sources: { endpoints, timeoutMs: { firstByte: 1_000, stall: 1_000 } },
    fetch: async (url) => {
      asked.push(url);
      return (answers[asked.length - 1] ?? Response.error)();
    },
  });
  return { asked, lookup };
}

describe("looking a model up", () => {
  it("asks the first endpoint, below its own path, for the revision that is meant", async () => {
    const { asked, lookup } = await looked(() => Response.json(found));
    expect(lookup).toMatchObject({ status: "found", card: { id: "owner/name", dtypes: ["fp32"] } });
    expect(asked).toEqual(["https://first.test/api/models/owner/name/revision/refs%2Fpr%2F1?blobs=true"]);
  });

  it("goes on to the next where one is silent, broken or does not know", async () => {
    const broken = () => {
      throw new TypeError("Failed to fetch");
    };
    for (const first of [broken, () => new Response("<html>"), () => new Response("", { status: 404 })]) {
      const { asked, lookup } = await looked(first, () => Response.json(found));
      expect(lookup.status).toBe("found");
      expect(asked[1]).toMatch(/^https:\/\/second\.test\/hub\/api\/models\//);
    }
  });

  it("says missing only where some host said so", async () => {
    const missing = () => new Response("", { status: 401 });
    expect((await looked(missing, () => new Response("", { status: 503 }))).lookup).toEqual({
      status: "missing",
      host: "first.test",
    });
    expect((await looked()).lookup).toEqual({ status: "unknown" });
  });
});
