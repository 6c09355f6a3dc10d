import { createRoot } from "react-dom/client";
import { taskIds } from "../../tasks/index.ts";
import { localeFor } from "../i18n/locale.ts";
import { createWordbook } from "../i18n/wordbook.ts";
import { createAppStore } from "../store/store.ts";
import { createFakeClient } from "../testing/client.ts";
import { createFakePage } from "../testing/environment.ts";
import { loadVisualizer } from "../visualizers.ts";
import { Gallery } from "./Gallery.tsx";
import "../styles/index.css";

/**
 * Every editor and every picture of a result in every state, for eyes and for e2e/gallery.spec.ts: `npm run dev`, then
 * /gallery.html#lang=zh-CN&theme=dark. It is no part of the built site.
 */
const params = new URLSearchParams(location.hash.slice(1));
const locale = localeFor([params.get("lang") ?? "en"]);
document.documentElement.lang = locale;
document.documentElement.dataset.theme = params.get("theme") ?? "light";

const wordbook = createWordbook(locale);
const store = createAppStore(createFakeClient().client, createFakePage().environment);
await wordbook.switchTo(locale);
await Promise.all([...(["chat", "errors", "later"] as const).map(wordbook.needArea)]);
await Promise.all(
  taskIds.map((id) => Promise.all([wordbook.needTask(id), store.getState().needTask(id), loadVisualizer(id)])),
);

const root = document.getElementById("root");
if (root) createRoot(root).render(<Gallery store={store} wordbook={wordbook} />);
