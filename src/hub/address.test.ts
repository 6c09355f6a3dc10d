import { describe, expect, it } from "vitest";
import { canonicalUrl, findHubFile } from "./address.ts";

describe("files of the Hub", () => {
  it("are named the same way back and forth", () => {
    const file = { model: "owner/name", revision: "refs/pr/1", file: "onnx/model_q4.onnx" };
    expect(canonicalUrl(file)).toBe("https://huggingface.co/owner/name/resolve/refs%2Fpr%2F1/onnx/model_q4.onnx");
    expect(findHubFile(canonicalUrl(file))).toEqual(file);
    expect(findHubFile("https://elsewhere.example/owner/name/resolve/main/x")).toBeUndefined();
    expect(findHubFile("https://huggingface.co/owner/name")).toBeUndefined();
  });
});
