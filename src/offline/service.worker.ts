/// <reference lib="webworker" />
import { createShell } from "./shell.ts";

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;

const shell = createShell({
  scope,
  // Written in by scripts/vite/offline.mjs.
  build: import.meta.env.VITE_BUILD,
  policy: self.location.search.includes("credentialless") ? "credentialless" : "require-corp",
  runtime: "Suspending" in WebAssembly ? "jspi" : "asyncify",
  caches: self.caches,
  fetch: (request, init) => fetch(request, init),
  loadList: async () => (await fetch(new URL("offline.json", scope), { cache: "no-cache" })).json(),
  silence: (ms) =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error("silent")), ms);
    }),
});

self.addEventListener("install", (event) => event.waitUntil(shell.install()));
self.addEventListener("activate", (event) => event.waitUntil(shell.activate()));
self.addEventListener("message", (event) => {
  if (event.data === "hold") event.waitUntil(shell.hold().catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const answer = shell.answerTo(event.request, (work) => event.waitUntil(work));
  if (answer) event.respondWith(answer);
});
