// @vitest-environment jsdom
import { act, Suspense, useState } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { soundField } from "../../tasks/fields/audio.ts";
import { imageField } from "../../tasks/fields/image.ts";
import { imagesField } from "../../tasks/fields/images.ts";
import { listField } from "../../tasks/fields/list.ts";
import { messagesField } from "../../tasks/fields/messages.ts";
import { textField } from "../../tasks/fields/text.ts";
import type { Field } from "../../tasks/fields.ts";
import { createWordbook } from "../i18n/wordbook.ts";
import { WordsProvider } from "../i18n/words.tsx";
import { type Draft, emptyDraft } from "./draft.ts";
import { FieldEditor } from "./FieldEditor.tsx";
import { FileIntake } from "./FileIntake.tsx";
import type { Stray } from "./intake.ts";
import type { OnNotice } from "./notice.ts";

const wordbook = createWordbook("en");
let page: HTMLElement;
let leave: () => Promise<void>;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  await wordbook.switchTo("en");
});

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

interface BenchProps {
  readonly name: string;
  readonly field: Field;
  readonly first: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onNotice: OnNotice;
  readonly onStray: (stray: Stray | undefined) => void;
}

const ignore = () => undefined;

function Bench({ name, field, first, onDraft, onNotice, onStray }: BenchProps) {
  const [draft, setDraft] = useState(first);
  const change = (next: Draft) => {
    setDraft(next);
    onDraft(next);
  };
  return (
    <FileIntake onStray={onStray}>
      <Suspense>
        <FieldEditor name={name} field={field} draft={draft} onChange={change} onNotice={onNotice} onReading={ignore} />
      </Suspense>
    </FileIntake>
  );
}

/** Shows one editor; what it gives back is what the editor holds. */
async function show(
  name: string,
  field: Field,
  first: Draft = emptyDraft(field),
  { onNotice = ignore, onStray = ignore }: Partial<Pick<BenchProps, "onNotice" | "onStray">> = {},
) {
  let current = first;
  const keep = (draft: Draft) => {
    current = draft;
  };
  page = document.body.appendChild(document.createElement("main"));
  const root = createRoot(page);
  leave = async () => {
    await act(() => root.unmount());
    page.remove();
  };
  await act(() =>
    root.render(
      <WordsProvider wordbook={wordbook} taskId="none" setLocale={() => undefined}>
        <Bench name={name} field={field} first={first} onDraft={keep} onNotice={onNotice} onStray={onStray} />
      </WordsProvider>,
    ),
  );
  await vi.waitFor(async () => {
    // The editor of a kind comes when its first field is on screen.
    await act(async () => {});
    control(`input-${name}`);
  }, 20_000);
  return () => current;
}

function control(testId: string): Element {
  const found = page.querySelector(`[data-testid="${testId}"]`);
  if (!found) throw new Error(`There is no ${testId}.`);
  return found;
}

async function fill(testId: string, value: string) {
  const element = control(testId);
  // React listens to the native setter, so that its own is passed by.
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set;
  await act(() => {
    setter?.call(element, value);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function choose(testId: string, value: string) {
  const element = control(testId);
  if (!(element instanceof HTMLSelectElement)) throw new Error(`${testId} has nothing to choose from.`);
  await act(() => {
    element.value = value;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

async function drop(testId: string, file: File): Promise<Event> {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { files: [file], types: ["Files"] } });
  await act(async () => {
    control(testId).dispatchEvent(event);
  });
  return event;
}

async function key(testId: string, init: KeyboardEventInit) {
  await act(() => control(testId).dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init })));
}

async function press(text: string) {
  const button = [...page.querySelectorAll("button")].find(({ textContent }) => textContent === text);
  if (!button) throw new Error(`There is no button ${text}.`);
  await act(() => button.click());
}

test.each([
  ["text", textField(), "TEXTAREA", undefined],
  ["question", textField({ rows: 1 }), "INPUT", "text"],
  ["texts", listField(), "TEXTAREA", undefined],
  ["candidate_labels", listField({ shape: "chips" }), "TEXTAREA", undefined],
  ["image", imageField(), "INPUT", "file"],
  ["images", imagesField(), "INPUT", "file"],
  ["audio", soundField(), "INPUT", "file"],
  ["messages", messagesField(), "TEXTAREA", undefined],
])("the native element of %s has the contract's test id", async (name, field, tag, type) => {
  await show(name, field);
  const element = control(`input-${name}`);
  expect(element.tagName).toBe(tag);
  if (type !== undefined) expect(element.getAttribute("type")).toBe(type);
});

test("a mask is put in with the caret behind it before the next key, which may choose all", async () => {
  // Frames that never come: the caret must not wait for one.
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const draft = await show("text", textField({ masks: true }), { kind: "text", value: "A cat sat." });
  const box = control("input-text");
  if (!(box instanceof HTMLTextAreaElement)) throw new Error("The text has no box.");
  box.setSelectionRange(2, 5);
  await press("Insert [MASK]");
  expect(draft()).toEqual({ kind: "text", value: "A [MASK] sat." });
  expect(document.activeElement).toBe(box);
  expect([box.selectionStart, box.selectionEnd]).toEqual([8, 8]);
});

/** Opens the camera, and lets its pictures come only after what the reader does meanwhile. */
async function openCamera(meanwhile: () => void): Promise<void> {
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [] }) } });
  await show("image", imageField());
  await act(async () => page.querySelector<HTMLElement>('[data-testid="camera-open-image"]')?.click());
  await vi.waitFor(async () => {
    await act(async () => {});
    control("camera-take-image");
  }, 20_000);
  expect(control("camera-take-image").hasAttribute("disabled")).toBe(true);
  meanwhile();
  await act(async () => {
    page.querySelector("video")?.dispatchEvent(new Event("playing", { bubbles: true }));
  });
  expect(control("camera-take-image").hasAttribute("disabled")).toBe(false);
}

test("the button that takes a picture has the focus once the camera is ready", async () => {
  await openCamera(ignore);
  expect(document.activeElement).toBe(control("camera-take-image"));
});

test("a camera that is ready late leaves the focus to who has gone on, and gives it back to nobody else", async () => {
  const elsewhere = document.body.appendChild(document.createElement("input"));
  const goOn = () => {
    elsewhere.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
    elsewhere.focus();
  };
  await openCamera(goOn);
  expect(document.activeElement).toBe(elsewhere);
  await press("Cancel");
  expect(document.activeElement).toBe(elsewhere);
  elsewhere.remove();
});

test("what was cleared comes back with one press, until something else is written", async () => {
  const draft = await show("text", textField(), { kind: "text", value: "kept" });
  await press("Clear");
  expect(draft()).toEqual({ kind: "text", value: "" });
  await press("Undo");
  expect(draft()).toEqual({ kind: "text", value: "kept" });
  await press("Clear");
  await fill("input-text", "new");
  await expect(press("Undo")).rejects.toThrow("There is no button");
});

test("valid JSON replaces the whole conversation, also when it is the same once more", async () => {
  const json = '[{"role":"user","content":"Hi"}]';
  const draft = await show("messages", messagesField());
  await fill("input-messages-json", json);
  expect(draft()).toEqual({ kind: "messages", value: { turns: [{ role: "user", content: "Hi" }], text: "" } });
  await fill("input-messages-json", "[]");
  await fill("input-messages-json", json);
  expect(draft()).toMatchObject({ value: { turns: [{ content: "Hi" }] } });
});

test("invalid JSON is marked and changes nothing", async () => {
  const first: Draft = { kind: "messages", value: { turns: [{ role: "user", content: "Hi" }], text: "" } };
  const draft = await show("messages", messagesField(), first);
  await fill("input-messages-json", "[{");
  expect(draft()).toBe(first);
  expect(control("input-messages-json").getAttribute("aria-invalid")).toBe("true");
});

test("a file of another kind goes back to the intake, and the draft is kept", async () => {
  const onStray = vi.fn<BenchProps["onStray"]>();
  const first: Draft = { kind: "list", value: "one" };
  const draft = await show("texts", listField(), first, { onStray });
  const file = new File([new Uint8Array(4)], "cat.png", { type: "image/png" });
  const { defaultPrevented } = await drop("input-texts", file);
  expect(onStray).toHaveBeenCalledWith({ files: [file], found: "image" });
  expect(defaultPrevented).toBe(true);
  expect(draft()).toBe(first);
});

test("a text file tells how its bytes were read, and is read otherwise where a reader says so, until it is changed", async () => {
  const draft = await show("text", textField());
  // "你好，世界" by Python's `str.encode("gbk")`.
  const gbk = Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7);
  await drop("input-text", new File([gbk], "a.txt", { type: "text/plain" }));
  await act(() => vi.waitFor(() => expect(draft()).toEqual({ kind: "text", value: "你好，世界" }), 20_000));
  expect(control("encoding-text")).toHaveProperty("value", "gb18030");
  await choose("encoding-text", "windows-1252");
  // The same bytes by `bytes.decode("cp1252")`.
  expect(draft()).toEqual({ kind: "text", value: "ÄãºÃ£¬ÊÀ½ç" });
  await fill("input-text", "new");
  expect(page.querySelector('[data-testid="encoding-text"]')).toBeNull();
});

test("a text that was written while a file was read comes back with one press", async () => {
  const draft = await show("text", textField(), { kind: "text", value: "before" });
  const file = new File([], "a.txt", { type: "text/plain" });
  let come = (_: ArrayBuffer): void => {};
  const coming = new Promise<ArrayBuffer>((resolve) => {
    come = resolve;
  });
  Object.assign(file, { arrayBuffer: () => coming });
  await drop("input-text", file);
  await fill("input-text", "written meanwhile");
  come(new TextEncoder().encode("of the file").buffer);
  await act(() => vi.waitFor(() => expect(draft()).toEqual({ kind: "text", value: "of the file" }), 20_000));
  await press("Undo");
  expect(draft()).toEqual({ kind: "text", value: "written meanwhile" });
});

test("labels become chips at Enter or a comma, and go by their button; the last one removed comes back", async () => {
  const draft = await show("candidate_labels", listField({ shape: "chips" }));
  await fill("label-candidate_labels", "cat");
  await key("label-candidate_labels", { key: "Enter" });
  await fill("label-candidate_labels", "狗，");
  expect(draft()).toEqual({ kind: "list", value: "cat\n狗" });
  await key("label-candidate_labels", { key: "Backspace" });
  expect(draft()).toEqual({ kind: "list", value: "cat" });
  await press("Undo");
  expect(draft()).toEqual({ kind: "list", value: "cat\n狗" });
  await act(() =>
    control("input-candidate_labels").ownerDocument.querySelector<HTMLElement>('[aria-label="Remove cat"]')?.click(),
  );
  expect(draft()).toEqual({ kind: "list", value: "狗" });
  await fill("input-candidate_labels", "a\nb, c");
  expect(draft()).toEqual({ kind: "list", value: "a\nb, c" });
});

test("an input method's Enter makes no chip", async () => {
  const draft = await show("candidate_labels", listField({ shape: "chips" }));
  await fill("label-candidate_labels", "mao");
  await key("label-candidate_labels", { key: "Enter", isComposing: true });
  expect(draft()).toEqual({ kind: "list", value: "" });
});

const pictures = (...names: readonly string[]): Draft => ({
  kind: "images",
  value: names.map((name) => ({
    pixels: { data: new Uint8ClampedArray(8), width: 2, height: 1 },
    name,
    file: new Blob(),
  })),
});
const namesOf = (draft: Draft) => (draft.kind === "images" ? draft.value.map(({ name }) => name) : []);

test("pictures change their order and go one by one, and the last change comes back", async () => {
  const draft = await show("images", imagesField(), pictures("a.png", "b.png", "c.png"));
  const pressLabelled = (label: string) =>
    act(() => page.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click());
  await pressLabelled("Move picture 3 up");
  expect(namesOf(draft())).toEqual(["a.png", "c.png", "b.png"]);
  await pressLabelled("Move picture 1 down");
  expect(namesOf(draft())).toEqual(["c.png", "a.png", "b.png"]);
  await pressLabelled("Remove picture 2");
  expect(namesOf(draft())).toEqual(["c.png", "b.png"]);
  await press("Undo");
  expect(namesOf(draft())).toEqual(["c.png", "a.png", "b.png"]);
  await press("Remove all");
  expect(namesOf(draft())).toEqual([]);
});
