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
  root.prepend(look.content);
  // What another address or an earlier visit will show is not this: its frame alone stands until the scripts know.
  const isAsked = ["task", "view", "model", "device", "dtype", "learn"].some((name) => asked.has(name));
  const isKept = kept.task !== undefined && (kept.task !== task || Object.keys(kept.drafts?.[task] ?? {}).length > 0);
  if (isAsked || isKept) root.dataset.waits = "";
}
for (const one of looks) one.remove();

// A module for the compiler, so that its names are its own; inlined without this line.
export {};
