/** A folder that was opened as a model, and can be again at a later visit, if the reader lets the page. */
export interface Remembered {
  readonly name: string;
  readonly handle: FileSystemDirectoryHandle;
}

const storeName = "folders";

/** Browsers keep handles in IndexedDB alone: they are no text. */
async function openStore(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open("model-folders", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  const database = await answerOf(opening);
  return database.transaction(storeName, mode).objectStore(storeName);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Those of earlier visits and of this one; none where the browser keeps none. */
export async function listRemembered(): Promise<readonly Remembered[]> {
  try {
    const store = await openStore("readonly");
    const [names, handles] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())]);
    return handles.flatMap((handle: unknown, index) =>
      handle instanceof FileSystemDirectoryHandle ? [{ name: String(names[index]), handle }] : [],
    );
  } catch {
    return [];
  }
}

/** Where it cannot be, it is chosen again. */
export async function remember({ name, handle }: Remembered): Promise<void> {
  await answerOf((await openStore("readwrite")).put(handle, name)).catch(() => {});
}

export async function forget(name: string): Promise<void> {
  await answerOf((await openStore("readwrite")).delete(name)).catch(() => {});
}

type Picker = () => Promise<FileSystemDirectoryHandle>;
const isPicker = (value: unknown): value is Picker => typeof value === "function";

/** Lets the reader choose a folder so that it can be remembered; `undefined` where browsers do not know how. */
export function findPicker(): (() => Promise<FileSystemDirectoryHandle | undefined>) | undefined {
  const picker: unknown = Reflect.get(window, "showDirectoryPicker");
  if (!isPicker(picker)) return undefined;
  // Closed without a choice, or not allowed here.
  return () => picker().catch(() => undefined);
}

interface Asking {
  requestPermission(wish: { readonly mode: "read" }): Promise<PermissionState>;
}

function isAsking(handle: FileSystemHandle): handle is FileSystemDirectoryHandle & Asking {
  return "requestPermission" in handle;
}

/** Asks the reader whether a remembered folder may be read again. Only while a press is handled. */
export async function mayRead(handle: FileSystemDirectoryHandle): Promise<boolean> {
  if (!isAsking(handle)) return true;
  return (await handle.requestPermission({ mode: "read" }).catch(() => "denied")) === "granted";
}
