import { useCallback, useEffect, useRef, useState } from "react";
import { bytesText } from "../format.ts";
import { useTaskTitle, useWords } from "../i18n/words.tsx";
import { holdAll } from "../offline.ts";
import { findTaskFor } from "../results/remedies.ts";
import { useApp } from "../store/context.tsx";
import { deleteKept, findMoved, type Kept, type KeptRow, loadKept } from "./kept.ts";

/** What takes longer to fetch again than a moment is deleted only at a second press. */
const dearBytes = 100e6;

interface KeptListProps {
  readonly isOpen: boolean;
  /** Changes with every download that is done. */
  readonly keptCount: number;
  /** Of these something was deleted. */
  onDeleted(models: readonly KeptRow[]): void;
  onClose(): void;
}

/** Every model that lies in this browser, how much room there is, and what can be done about either. */
export function KeptList({ isOpen, keptCount, onDeleted, onClose }: KeptListProps) {
  const { t } = useWords();
  const { kept, refresh } = useKept(isOpen, keptCount);
  const { find, moved, isAsking } = useMoved();
  const [isDeleting, setIsDeleting] = useState(false);
  if (!kept) return null;

  async function remove(urls: readonly string[]): Promise<void> {
    setIsDeleting(true);
    await deleteKept(urls).catch(() => {});
    onDeleted(kept?.models.filter(({ files }) => files.some((url) => urls.includes(url))) ?? []);
    await refresh();
    setIsDeleting(false);
  }

  return (
    <section aria-busy={isDeleting || isAsking} className="device-group">
      <h3>{t("models.kept")}</h3>
      <RoomLine kept={kept} refresh={refresh} />
      {kept.models.length === 0 && <p>{t("models.none")}</p>}
      <ul className="kept-list">
        {kept.models.map((one) => (
          <KeptLine
            key={`${one.model} ${one.revision} ${one.dtype}`}
            kept={one}
            moved={moved?.get(one)}
            onClose={onClose}
            remove={remove}
          />
        ))}
      </ul>
      {kept.models.length > 0 && (
        <div className="kept-room">
          <SureButton
            isDear
            label={t("models.delete.all")}
            onSure={() => void remove(kept.models.flatMap(({ files }) => files))}
          />
          <button className="chip" disabled={isAsking} onClick={() => void find(kept.models)} type="button">
            {t("models.moved.find")}
          </button>
          <span role="status">{moved && t("models.moved.count", { count: moved.size })}</span>
        </div>
      )}
    </section>
  );
}

interface KeptLineProps {
  readonly kept: KeptRow;
  /** Files that are others at their host by now. */
  readonly moved: readonly string[] | undefined;
  onClose(): void;
  remove(urls: readonly string[]): Promise<void>;
}

function KeptLine({ kept, moved, onClose, remove }: KeptLineProps) {
  const { t, locale } = useWords();
  const { model, revision, dtype, bytes, usedAt, verified } = kept;
  const when =
    usedAt === 0 ? t("models.used.never") : new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(usedAt);
  const notes = [
    dtype ?? t("models.no-weights"),
    bytesText(bytes),
    t("models.used", { when }),
    t(verified ? "models.verified" : "models.unverified"),
  ];
  return (
    <li
      className="kept-line"
      data-bytes={bytes}
      data-dtype={dtype ?? ""}
      data-model={model}
      data-revision={revision}
      data-testid="kept-model"
      data-verified={verified}
    >
      <div className="kept-words">
        <b>{revision === "main" ? model : `${model}@${revision}`}</b>
        <small>{notes.join(" · ")}</small>
      </div>
      {moved && <SureButton isDear label={t("models.moved.take")} onSure={() => void remove(moved)} />}
      <OpenButton kept={kept} onClose={onClose} />
      <SureButton
        isDear={bytes > dearBytes}
        label={t("models.delete")}
        onSure={() => void remove(kept.files)}
        testId="kept-delete"
      />
    </li>
  );
}

/** Goes to the task that the model is for: by its `config.json`, else where it was chosen last. */
function OpenButton({
  kept: { model, revision, dtype, architecture },
  onClose,
}: Pick<KeptLineProps, "kept" | "onClose">) {
  const { t } = useWords();
  const title = useTaskTitle();
  const current = useApp((state) => state.task);
  const setTask = useApp((state) => state.setTask);
  const setModel = useApp((state) => state.setModel);
  const setDtype = useApp((state) => state.setDtype);
  const chosenIn = useApp((state) => state.recentTasks.find((id) => state.models[id]?.model === model));
  const task = chosenIn ?? (architecture === undefined ? undefined : findTaskFor(architecture));
  return (
    <button
      className="chip"
      onClick={async () => {
        onClose();
        if (!(await setTask(task ?? current))) return;
        setModel(`${model}@${revision}`);
        if (dtype) setDtype(dtype);
      }}
      type="button"
    >
      {task ? t("models.open", { task: title(task) }) : t("own.use")}
    </button>
  );
}

interface SureButtonProps {
  readonly label: string;
  readonly isDear: boolean;
  readonly testId?: string;
  onSure(): void;
}

/** Where it hurts, the first press only asks. */
function SureButton({ label, isDear, testId, onSure }: SureButtonProps) {
  const { t } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <button
      className="chip kept-delete"
      data-asking={isAsking || undefined}
      data-testid={testId}
      onBlur={() => setIsAsking(false)}
      onClick={() => {
        if (isDear && !isAsking) return setIsAsking(true);
        onSure();
      }}
      type="button"
    >
      {isAsking ? t("models.delete.sure") : label}
    </button>
  );
}

function RoomLine({ kept: { room }, refresh }: { readonly kept: Kept; refresh(): Promise<void> }) {
  const { t } = useWords();
  if (!room) return <p>{t("models.room.untold")}</p>;
  const { usedBytes, quotaBytes, isPersisted } = room;
  return (
    <p className="kept-room">
      <span>{t("models.room", { used: bytesText(usedBytes), quota: bytesText(quotaBytes) })}</span>
      <span>{t(isPersisted ? "models.room.persisted" : "models.room.best-effort")}</span>
      {!isPersisted && (
        <button
          className="chip"
          data-testid="storage-persist"
          onClick={() => void navigator.storage.persist().then(refresh)}
          type="button"
        >
          {t("models.room.persist")}
        </button>
      )}
    </p>
  );
}

/** Asked only where the reader wants to know. */
function useMoved() {
  const { endpoints, timeoutMs } = useApp(({ site }) => site);
  const [moved, setMoved] = useState<Awaited<ReturnType<typeof findMoved>>>();
  const [isAsking, setIsAsking] = useState(false);
  async function find(models: readonly KeptRow[]): Promise<void> {
    setIsAsking(true);
    setMoved(await findMoved(models, { endpoints, timeoutMs }).catch(() => undefined));
    setIsAsking(false);
  }
  return { find, moved, isAsking };
}

/** Looked at anew when the panel is opened, and when a run or a download has ended, which may have stored something. */
function useKept(isOpen: boolean, keptCount: number) {
  const [kept, setKept] = useState<Kept>();
  const status = useApp((state) => state.run.status);
  const looks = useRef(0);
  const refresh = useCallback(async () => {
    const number = ++looks.current;
    const found = await loadKept();
    // A look that was begun later has seen more, however early it ends.
    if (number === looks.current) setKept(found);
  }, []);
  const hasKept = kept !== undefined && kept.models.length > 0;
  useEffect(() => {
    if (hasKept) holdAll();
  }, [hasKept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are when there is something new
  useEffect(() => void refresh().catch(() => {}), [isOpen, keptCount, status, refresh]);
  return { kept, refresh };
}
