/**
 * Lets a service worker hold the site for visits without a network, once the page has nothing else to do
 * (`src/offline/shell.ts`). Not from within another's page, nor from a file. What is missing then is missed at no other
 * time, so nobody is told.
 */
export function keepShell(): void {
  if (!("serviceWorker" in navigator) || parent !== window) return;
  // Not known to Safari, which waits for the next task instead.
  const whenIdle = "requestIdleCallback" in window ? requestIdleCallback : setTimeout;
  const policy = "credentialless" in HTMLIFrameElement.prototype ? "?credentialless" : "";
  whenIdle(() => {
    navigator.serviceWorker.register(new URL(`sw.js${policy}`, document.baseURI)).catch(() => {});
  });
}

/** Lets it hold all that a kept model needs to run: to whoever keeps none it would be of no use. */
export function holdAll(): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage("hold"));
}
