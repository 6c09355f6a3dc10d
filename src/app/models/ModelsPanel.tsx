import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { CloseIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { taskFor } from "./choose.ts";
import { type Brought, broughtEntries, broughtFolder, broughtHandle, broughtZip } from "./dropped.ts";
import { KeptList } from "./KeptList.tsx";
import type { KeptRow } from "./kept.ts";
import { Own } from "./Own.tsx";
import { readOwn } from "./own.ts";
import { OwnProblem } from "./problem.ts";
import { findPicker, remember } from "./remembered.ts";
import "../devicepanel/devicepanel.css";
import "./models.css";

/** What a reader chose or dropped as a model. */
export type Bring =
  | { readonly kind: "folder" | "zip"; readonly files: readonly File[] }
  | {
      readonly kind: "entries";
      readonly entries: readonly FileSystemEntry[];
      /** Of the same, where the browser gives them. */
      readonly handles: readonly (Promise<FileSystemHandle | null> | undefined)[];
    }
  | { readonly kind: "handle"; readonly handle: FileSystemDirectoryHandle };

interface ModelsPanelProps {
  /** The latest that was brought. */
  readonly bring: Bring | undefined;
  readonly isOpen: boolean;
  /** Changes with every download that is done. */
  readonly keptCount: number;
  /** How further ones are got. */
  readonly children: ReactNode;
  onDeleted(models: readonly KeptRow[]): void;
  chooseFolder(): void;
  chooseZip(): void;
  onOpen(): void;
  onClose(): void;
}

/** How models come here, and those that are on this device: kept ones, and the reader's own. */
export function ModelsPanel(props: ModelsPanelProps) {
  const { bring, isOpen, keptCount, children, chooseFolder, chooseZip, onDeleted, onOpen, onClose } = props;
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const { problem, take } = useBring(bring, onOpen, onClose);
  async function choose(): Promise<void> {
    const pick = findPicker();
    if (!pick) return chooseFolder();
    const handle = await pick();
    if (handle) await take({ kind: "handle", handle });
  }
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog aria-label={t("models.title")} className="device-panel" onClose={onClose} ref={dialog}>
      <div className="device-head">
        <h2>{t("models.title")}</h2>
        <button aria-label={t("models.close")} className="tool" onClick={onClose} type="button">
          <CloseIcon />
        </button>
      </div>
      <div className="device-body">
        {children}
        <Own
          chooseFolder={() => void choose()}
          chooseZip={chooseZip}
          onAgain={(handle) => void take({ kind: "handle", handle })}
          onClose={onClose}
          problem={problem}
        />
        <KeptList isOpen={isOpen} keptCount={keptCount} onClose={onClose} onDeleted={onDeleted} />
      </div>
    </dialog>
  );
}

/** Takes in what was brought and goes to the task that it is for; what is wrong with it is said in the panel. */
function useBring(bring: Bring | undefined, onOpen: () => void, onClose: () => void) {
  const [problem, setProblem] = useState<OwnProblem>();
  const addOwn = useApp((state) => state.addOwn);
  const setTask = useApp((state) => state.setTask);
  const setModel = useApp((state) => state.setModel);
  const task = useApp((state) => state.task);
  async function take(brought: Bring): Promise<void> {
    setProblem(undefined);
    try {
      const one = await remembering(brought);
      const { name, files } = await toBrought(one);
      const model = await readOwn(name, files);
      // Before it is there: whoever lists what is remembered looks once it is.
      if (one.kind === "handle") await remember({ name, handle: one.handle });
      const id = addOwn(model);
      if (await setTask(taskFor(model.card, task))) setModel(id);
      onClose();
    } catch (reason) {
      setProblem(reason instanceof OwnProblem ? reason : new OwnProblem("config-unreadable", String(reason)));
      onOpen();
    }
  }
  const takeBrought = useEffectEvent(take);
  useEffect(() => {
    if (bring) void takeBrought(bring);
  }, [bring]);
  return { problem, take };
}

/** A folder that was dropped as one that was chosen, where the browser lets it be remembered. */
async function remembering(one: Bring): Promise<Bring> {
  if (one.kind !== "entries" || one.entries.length !== 1) return one;
  const [handle] = await Promise.all(one.handles).catch(() => []);
  return handle && handle instanceof FileSystemDirectoryHandle ? { kind: "handle", handle } : one;
}

async function toBrought(one: Bring): Promise<Brought> {
  if (one.kind === "entries") return broughtEntries(one.entries);
  if (one.kind === "handle") return broughtHandle(one.handle);
  const [first] = one.files;
  return one.kind === "zip" && first ? broughtZip(first) : broughtFolder(one.files);
}
