// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import type { ModelCard } from "../../hub/card.ts";
import { StoreProvider } from "../store/context.tsx";
import { createTestApp } from "../testing/app.ts";
import { settled } from "../testing/client.ts";
import { useCodeRun } from "./code-run.ts";

const card: ModelCard = {
  ...{ id: "owner/name", family: "BERT", parameters: "1M", licence: "MIT", languages: ["en"], bytes: {} },
  ...{ dtypes: ["q4f16", "q8"], defaults: { webgpu: "q4f16", wasm: "q8" } },
};

function Dtype() {
  return useCodeRun().checkpoint.dtype.toString();
}

it("the program loads the weights that a run would, also of a model that was looked up after it was chosen", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const app = await createTestApp({ lookups: { "owner/name": { status: "found", card } } });
  const page = document.createElement("div");
  const root = createRoot(page);
  await act(async () =>
    root.render(
      <StoreProvider store={app.store}>
        <Dtype />
      </StoreProvider>,
    ),
  );
  await act(async () => {
    app.state().setModel("owner/name");
    await settled();
  });
  expect(page.textContent).toBe("q4f16");
  await act(async () => root.unmount());
});
