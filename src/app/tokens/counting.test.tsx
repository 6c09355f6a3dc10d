// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import type { TokensOutcome } from "../../workers/counter.ts";
import { StoreProvider } from "../store/context.tsx";
import { createTestApp } from "../testing/app.ts";
import { useCounting } from "./counting.ts";

afterEach(() => vi.useRealTimers());

function Told({ text }: { readonly text: string }) {
  const counting = useCounting({ kind: "texts", texts: [text] }, 0);
  if (counting.status === "counted") return `counted: ${counting.count.counts}`;
  return counting.status === "counting" ? `counting, before: ${counting.before?.counts}` : counting.status;
}

test("the last count stays in sight while the next is made, and never stands for another model's", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  const app = await createTestApp();
  const answers: ((outcome: TokensOutcome) => void)[] = [];
  app.store.setState({
    countTokens: () => ({ outcome: new Promise((resolve) => answers.push(resolve)), stop: () => {} }),
  });
  const page = document.createElement("div");
  const root = createRoot(page);
  const show = (text: string) =>
    act(async () => {
      root.render(
        <StoreProvider store={app.store}>
          <Told text={text} />
        </StoreProvider>,
      );
    });
  const pass = () => act(() => vi.advanceTimersByTimeAsync(250));
  const answer = (count: number) =>
    act(async () => answers.at(-1)?.({ type: "tokens", count: { counts: [count], maxLength: 64, tokens: [] } }));

  await show("one");
  await pass();
  expect(page.textContent).toBe("counting, before: undefined");
  await answer(3);
  expect(page.textContent).toBe("counted: 3");
  await show("one two");
  await pass();
  expect(page.textContent).toBe("counting, before: 3");
  await answer(4);
  await act(async () => app.state().setModel("some/other"));
  await pass();
  expect(page.textContent).toBe("counting, before: undefined");
  await act(async () => root.unmount());
});
