/*
 * Runs in index.html before anything else (`scripts/vite/first-look.mjs`): puts the written screen in the reader's
 * language in its place, in the theme that they chose, and fetches its words. The address counts before the last visit,
 * that before the browser's wishes.
 */
const html = document.documentElement;
const asked = new URLSearchParams(location.hash.slice(1));
const looks = [...document.querySelectorAll<HTMLTemplateElement>("template[data-look]")];
const root = document.getElementById("root");

interface Kept {
  readonly chosenLocale?: unknown;
  readonly theme?: unknown;
  readonly task?: unknown;
  readonly drafts?: Readonly<Record<string, object>>;
}

/** What `store/saved.ts` kept of the last visit. Read without a schema: it is compared with words of ours only. */
function keptState(): Kept {
  try {
    return JSON.parse(localStorage.getItem("model-playground") ?? "{}").state ?? {};
  } catch {
    return {};
  }
}

function languageOf(tag: unknown): string {
  return String(tag).toLowerCase().replace(/-.*/, "");
}

function findLook(tag: unknown): HTMLTemplateElement | undefined {
  return looks.find(({ dataset }) => languageOf(dataset.look) === languageOf(tag));
}

/**
 * A frame that is sandboxed without `allow-same-origin` has an origin of its own: whatever the host allows, no worker of
 * this site starts there, so nothing would ever run. The scripts end there too (`main.tsx`).
 */
const isSandboxed = self.origin === "null" && location.protocol !== "file:";
const sign = document.getElementById("starting");
if (isSandboxed && sign) sign.textContent = sign.dataset.sandboxed ?? "";

/** A part of the written screen, and where it goes. */
type Part = readonly [parent: Element, child: ChildNode];

/** Cuts what is long into parts of few elements: the frames first, and then what goes into them, in order. */
function partsOf(parent: Element): readonly Part[] {
  return [...parent.childNodes].flatMap((child): readonly Part[] => {
    child.remove();
    const isLong = child instanceof Element && child.tagName !== "SELECT" && child.querySelectorAll("*").length > 10;
    return [[parent, child], ...(isLong ? partsOf(child) : [])];
  });
}

const { port1: bell, port2: ring } = new MessageChannel();
/**
 * The rest of what is done, in a task of its own: inputs come before it, and after it, where a browser tells tasks apart,
 * the frames that would paint nothing yet.
 */
function pause(): Promise<void> {
  if ("scheduler" in self) return self.scheduler.postTask(() => {}, { priority: "user-blocking" });
  return new Promise((resolve) => {
    bell.onmessage = () => resolve();
    ring.postMessage(null);
  });
}

/** Puts parts in their place, each laid out at once, and gives way in between. */
async function layOut(parts: readonly Part[]): Promise<void> {
  await pause();
  let begunAt = performance.now();
  for (const [parent, child] of parts) {
    parent.append(child);
    root?.getBoundingClientRect();
    if (performance.now() - begunAt < sliceMs) continue;
    await pause();
    begunAt = performance.now();
  }
}

/** Of a tab that is not looked at there is none, so not for long. */
function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 100);
  });
}

/**
 * Puts the written screen in its place without any long task: its styles and its layout are worked out part by part. It
 * is seen when nothing in it moves any more: all but what will stand in the result's column, if that lies beside the
 * form or out of sight below it.
 */
async function unfold(root: HTMLElement, screen: Element): Promise<void> {
  const [form, result] = screen.querySelector("main")?.children ?? [];
  const late = result ? partsOf(result) : [];
  const early = partsOf(screen);
  // Browsers take nothing below for painted meanwhile, which they look at of this element alone.
  html.style.opacity = "0";
  html.dataset.unfolds = "";
  root.prepend(screen);
  try {
    await layOut(early);
    const resultAt = result?.getBoundingClientRect().top ?? 0;
    if (form && (resultAt < form.getBoundingClientRect().bottom || resultAt >= innerHeight)) {
      html.style.opacity = "";
      await nextFrame();
    }
    await layOut(late);
  } finally {
    html.style.opacity = "";
    delete html.dataset.unfolds;
    // `main.tsx` waits for it.
    dispatchEvent(new Event("unfolded"));
  }
}

/** Of the 50 ms of a long task, since a part may take as long again; shorter ones let so much come between that the paint is late. */
const sliceMs = 20;

const kept = keptState();
const wanted = [asked.get("lang"), kept.chosenLocale, html.dataset.language, ...navigator.languages];
const look = wanted.map(findLook).find((found) => found !== undefined) ?? looks[0];
const theme = asked.get("theme") ?? kept.theme;
if (theme === "light" || theme === "dark") html.dataset.theme = theme;
if (root && look && !isSandboxed) {
  const { look: lang = "en", task = "", title = "", words = "" } = look.dataset;
  html.lang = lang;
  document.title = title;
  for (const href of words.split(" ")) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
  // What is pressed before any script listens is done by them (`handover.ts`); of several presses the last one.
  const press = (button: Element | null) => {
    if (!button) return;
    root.querySelector("[data-pressed]")?.removeAttribute("data-pressed");
    button.setAttribute("data-pressed", "");
  };
  root.onclick = ({ target }) => press(target instanceof Element ? target.closest("button") : null);
  // As `App.tsx` has it; this script is alone.
  root.onkeydown = ({ key, ctrlKey, metaKey }) => {
    if (key === "Enter" && (ctrlKey || metaKey)) press(root.querySelector("[data-testid=run]"));
  };
  // What another address or an earlier visit will show is not this: its frame alone stands until the scripts know.
  const isAsked = ["task", "view", "model", "device", "dtype", "learn"].some((name) => asked.has(name));
  const isKept = kept.task !== undefined && (kept.task !== task || Object.keys(kept.drafts?.[task] ?? {}).length > 0);
  if (isAsked || isKept) root.dataset.waits = "";
  // Written as a comment: of a look in another language nothing is parsed.
  look.innerHTML = look.content.firstChild?.nodeValue ?? "";
  const [screen] = look.content.children;
  if (screen) void unfold(root, screen);
}
for (const one of looks) one.remove();

// A module for the compiler, so that its names are its own; inlined without this line.
export {};
