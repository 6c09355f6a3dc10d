import type { StoreApi } from "zustand/vanilla";
import { tasksOf } from "../site.ts";
import { derived } from "../store/derived.ts";
import { isBusy } from "../store/run.ts";
import { modelIn, planIn } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";
import { type AddressState, formatFragment, parseFragment } from "./fragment.ts";

/** The page's address, as much as is needed of it. */
export interface AddressBar {
  hash(): string;
  replaceHash(fragment: string): void;
  /** With the fragment that was asked for: our own may stand in the bar again before the event comes. */
  onHashChange(call: (hash: string) => void): void;
  after(ms: number, call: () => void): () => void;
}

/** Browsers refuse more than some hundred `replaceState` in half a minute; the contract says once a second. */
const writeIntervalMs = 1_000;

/** Takes from the address what it asks for; what it cannot use is named in a notice. */
export async function readAddress(store: StoreApi<AppState>, hash: string): Promise<void> {
  const { site, task, open, notify, hosted } = store.getState();
  const { values, dropped } = parseFragment(hash, tasksOf(site), task, hosted?.isHosted);
  await open(values);
  if (dropped.length > 0) notify("address", "address-dropped", { keys: dropped.join(", ") });
}

/** Keeps address and state equal from now on. */
export function syncAddress(store: StoreApi<AppState>, bar: AddressBar): void {
  let written: string | undefined;
  let isWaiting = false;
  let isDirty = false;
  let lastFollowed = 0;

  function write(): void {
    isDirty = false;
    const fragment = formatFragment(addressIn(store.getState()));
    if (fragment === written) return;
    written = fragment;
    bar.replaceHash(fragment);
    isWaiting = true;
    bar.after(writeIntervalMs, () => {
      isWaiting = false;
      if (isDirty) write();
    });
  }

  function changed(): void {
    isDirty = true;
    if (!isWaiting) write();
  }

  async function follow(hash: string): Promise<void> {
    const number = ++lastFollowed;
    try {
      await readAddress(store, hash);
    } catch {
      store.getState().notify("site", "words-unreachable");
    }
    // A later address is on its way, and stands in the bar.
    if (number !== lastFollowed) return;
    store.setState({ ready: true });
    changed();
  }

  let address = addressIn(store.getState());
  store.subscribe((state) => {
    const now = addressIn(state);
    if (now === address) return;
    address = now;
    changed();
  });
  bar.onHashChange((hash) => {
    written = undefined;
    // What is not taken over must not stand there either: a reload would go by it.
    if (isBusy(store.getState().run)) return changed();
    // Until the new address is on screen nothing may start with what the old one had.
    store.setState({ ready: false });
    void follow(hash);
  });
  changed();
}

/** What the address says of the state. */
const addressIn = derived(
  (state: AppState): AddressState => ({
    ...modelIn(state),
    task: state.task,
    device: planIn(state).asked.device,
    dtype: planIn(state).asked.dtype,
    options: state.options[state.task] ?? nothing,
    drafts: state.drafts[state.task] ?? nothing,
    locale: state.chosenLocale,
    theme: state.theme,
    trace: state.trace,
    view: state.view,
    learn: state.learn,
  }),
  (address) => address,
);

const nothing = {};
