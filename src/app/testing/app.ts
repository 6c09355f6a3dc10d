import { launch } from "../launch.ts";
import { createAppStore } from "../store/store.ts";
import { createFakeClient } from "./client.ts";
import { createFakePage } from "./environment.ts";

/** A launched store among fakes. */
export async function createTestApp(settings: Parameters<typeof createFakePage>[0] = {}) {
  const page = createFakePage(settings);
  const workers = createFakeClient();
  const store = createAppStore(workers.client, page.environment);
  await launch(store, page.environment, page.bar);
  return { ...page, workers, store, state: () => store.getState() };
}
