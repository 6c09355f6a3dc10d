import { expect, test } from "vitest";
import { readAbout } from "./about.ts";

const sources = {
  endpoints: [{ name: "Hub", host: "https://hub.test/", path: "{model}/resolve/{revision}/{file}", token: false }],
  timeoutMs: { firstByte: 100, stall: 100 },
  embeddedBase: "https://site.test/models/",
  runtime: {},
  mostFloatBytes: 0,
};
const ref = { model: "a/b", revision: "main" };

function network(answers: Readonly<Record<string, () => Response>>) {
  return async (url: string) => answers[url]?.() ?? new Response(null, { status: 404 });
}

const info = {
  siblings: [{ rfilename: "onnx/model.onnx", size: 7 }],
  pipeline_tag: "fill-mask",
  config: { architectures: ["BertForMaskedLM"] },
  cardData: {
    widget: [
      { text: "Paris is [MASK].", example_title: "A town" },
      { text: "I like it.", candidateLabels: ["good", "bad"] },
      { src: "https://elsewhere.test/cat.jpg", example_title: "A cat" },
      { output: { url: "x" } },
    ],
  },
};
const readme = "---\nlicense: mit\nwidget:\n- text: x\n---\n\n# A model\n\n---\nIts words.\n";

test("what a repository says of itself is read from its listing and its card, without the settings above that", async () => {
  const about = await readAbout(
    ref,
    sources,
    network({
      "https://hub.test/api/models/a/b/revision/main?blobs=true": () => Response.json(info),
      "https://hub.test/a/b/resolve/main/README.md": () => new Response(readme),
    }),
  );
  expect(about).toEqual({
    listing: new Map([["onnx/model.onnx", { bytes: 7, sha256: undefined }]]),
    task: "fill-mask",
    architectures: ["BertForMaskedLM"],
    examples: [
      { title: "A town", input: { text: "Paris is [MASK]." } },
      { title: "I like it.", input: { text: "I like it.", candidate_labels: ["good", "bad"] } },
    ],
    card: "# A model\n\n---\nIts words.",
  });
});

test("each part may be missing, and a page that stands for every address is no card", async () => {
  const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
  const about = await readAbout(ref, sources, network({ "https://hub.test/a/b/resolve/main/README.md": page }));
  expect(about).toEqual({ listing: undefined, task: undefined, architectures: [], examples: [], card: undefined });
  await expect(readAbout(ref, sources, async () => Promise.reject(new TypeError("Failed to fetch")))).rejects.toThrow(
    "could not be reached",
  );
});

test("a model of the reader's own is told by its own files, and nobody is asked", async () => {
  const local = [{ path: "README.md", blob: new Blob(["Mine."]) }];
  const refuse = async () => Promise.reject(new Error("Somebody was asked."));
  expect(await readAbout({ model: "local/mine", revision: "main" }, { ...sources, local }, refuse)).toMatchObject({
    listing: new Map([["README.md", { bytes: 5, sha256: undefined }]]),
    card: "Mine.",
  });
});
