// @vitest-environment jsdom
import { act, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { beforeEach, expect, test, vi } from "vitest";
import { type Combobox, useCombobox } from "./combobox.ts";

beforeEach(() => vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true));

interface BenchProps {
  readonly onChoose: (key: string) => void;
  readonly onRender: (combobox: Combobox) => void;
}

function Bench({ onChoose, onRender }: BenchProps) {
  const combobox = useCombobox(onChoose);
  useEffect(() => onRender(combobox));
  return <input {...combobox.inputProps} onKeyDown={combobox.onKeyDown} />;
}

/** A field whose list tells what it shows when the test says so, as one does that waits for data. */
async function show(onChoose: (key: string) => void) {
  const page = document.createElement("div");
  document.body.append(page);
  let latest: Combobox | undefined;
  const keep = (combobox: Combobox) => {
    latest = combobox;
  };
  const root = createRoot(page);
  await act(async () => root.render(<Bench onChoose={onChoose} onRender={keep} />));
  return {
    type: () => act(async () => latest?.typed()),
    offer: (best: string) => act(async () => latest?.offer({ groups: [{ id: "all", keys: ["a", "b"] }], best })),
    press: (key: string) =>
      act(async () => {
        page.querySelector("input")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      }),
    leave: () => act(async () => root.unmount()),
  };
}

test("Enter is not judged by what the list showed when it was last open", async () => {
  const onChoose = vi.fn();
  const { type, offer, press, leave } = await show(onChoose);
  await type();
  await offer("a");
  await press("Enter");
  expect(onChoose).toHaveBeenLastCalledWith("a");
  await type();
  await press("Enter");
  expect(onChoose).toHaveBeenCalledTimes(1);
  await offer("b");
  expect(onChoose).toHaveBeenLastCalledWith("b");
  await leave();
});

test("Enter is not judged by what the list showed for another text", async () => {
  const onChoose = vi.fn();
  const { type, offer, press, leave } = await show(onChoose);
  await type();
  await offer("a");
  await type();
  await press("Enter");
  expect(onChoose).not.toHaveBeenCalled();
  await offer("b");
  expect(onChoose).toHaveBeenCalledExactlyOnceWith("b");
  await leave();
});
