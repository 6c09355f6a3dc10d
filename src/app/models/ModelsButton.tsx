import { useEffect, useEffectEvent, useRef, useState } from "react";
import { isEmbedded } from "../../hub/reference.ts";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { useLazyPart, withWords } from "../lazy.ts";
import { BoxIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import type { Search } from "./hits.ts";
import type { Bring } from "./ModelsPanel.tsx";
import { StandIns } from "./StandIns.tsx";
import type { DownloadVerb } from "./verbs.ts";

/** No standard has it, so React's types do not either; all browsers do. */
const wholeFolder = { webkitdirectory: "" };

/**
 * Opens what there is of models on this device, and takes in the reader's own, wherever on the page they are dropped. The
 * panel and its words come at first hover or focus, or once a model is kept or brought.
 */
export function ModelsButton() {
  const { t } = useWords();
  const needWords = useWordArea("models");
  const needTitles = useWordArea("errors");
  const [isOpen, setIsOpen] = useState(false);
  const [bring, setBring] = useState<Bring>();
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  // A checkpoint that ships with the site is kept as well: the panel tells of it, and is not fetched for it.
  const isHubsDone = useApp(({ run }) => run.status === "done" && !isEmbedded(run.order.asked.model));
  const { part, prepare, want } = useLazyPart(() => withWords(import("./ModelsPanel.tsx"), needWords()));
  // What a run that kept a model has no use for.
  const { part: get, want: wantGet } = useLazyPart(() => withWords(import("./GetModels.tsx"), needWords()));
  const [search, setSearch] = useState<Search>({ text: "", order: "downloads" });
  const [verb, setVerb] = useState<DownloadVerb | undefined>("start");
  const [press, setPress] = useState<{ readonly verb: DownloadVerb }>();
  const [keptCount, setKeptCount] = useState(0);
  const wantKept = useEffectEvent(want);
  // What is kept can be looked at without the panel (docs/contract.md).
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run may have kept the first
  useEffect(() => {
    void hasKept().then((has) => has && wantKept());
  }, [isHubsDone]);

  function take(brought: Bring): void {
    want();
    setBring(brought);
  }
  const drop = useEffectEvent((event: DragEvent) => {
    const items = [...(event.dataTransfer?.items ?? [])];
    const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
    const hasFolder = entries.some(({ isDirectory }) => isDirectory);
    const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => /\.zip$/i.test(name));
    if (!hasFolder && files.length === 0) return;
    // Before any editor: none takes folders. Whoever drew a veil over the page hears that nothing is dragged any more.
    event.preventDefault();
    event.stopImmediatePropagation();
    window.dispatchEvent(new DragEvent("dragleave"));
    // Given while the drop is handled, or never.
    const handles = items.map((item: Handing) => item.getAsFileSystemHandle?.());
    take(hasFolder ? { kind: "entries", entries, handles } : { kind: "zip", files });
  });
  useEffect(() => {
    const onDrop = (event: DragEvent) => drop(event);
    window.addEventListener("drop", onDrop, true);
    return () => window.removeEventListener("drop", onDrop, true);
  }, []);

  function open(): void {
    wantGet();
    setIsOpen(true);
  }
  function learnKept(): void {
    want();
    setKeptCount((count) => count + 1);
  }
  const isShown = isOpen && get;
  const label = t("shell.models");
  return (
    <>
      <button
        aria-haspopup="dialog"
        aria-label={label}
        className="tool"
        data-testid="models-button"
        onClick={() => {
          want();
          // Which task a model is for is said by its id until they come.
          needTitles().catch(() => {});
          open();
        }}
        onFocus={prepare}
        onPointerEnter={prepare}
        title={label}
        type="button"
      >
        <BoxIcon />
      </button>
      <input
        data-testid="folder-input"
        hidden
        onChange={({ currentTarget }) => {
          take({ kind: "folder", files: [...(currentTarget.files ?? [])] });
          currentTarget.value = "";
        }}
        ref={folder}
        type="file"
        {...wholeFolder}
      />
      <input
        accept=".zip"
        data-testid="zip-input"
        hidden
        onChange={({ currentTarget }) => {
          take({ kind: "zip", files: [...(currentTarget.files ?? [])] });
          currentTarget.value = "";
        }}
        ref={zip}
        type="file"
      />
      {/* Gone with the press that opens the panel, not when its code has come: what was put in meanwhile would be lost. */}
      {!isOpen && (
        <StandIns
          onPress={(pressed) => setPress({ verb: pressed })}
          onUse={wantGet}
          search={search}
          setSearch={setSearch}
          verb={verb}
        >
          {get && (
            <get.Behind
              onKept={learnKept}
              onPressed={() => setPress(undefined)}
              onVerb={setVerb}
              press={press}
              search={search}
            />
          )}
        </StandIns>
      )}
      {part && (
        <part.ModelsPanel
          bring={bring}
          chooseFolder={() => folder.current?.click()}
          chooseZip={() => zip.current?.click()}
          isOpen={isOpen}
          keptCount={keptCount}
          onClose={() => setIsOpen(false)}
          // Before its code has come nothing was downloaded in this visit.
          onDeleted={(models) => get?.forgetDownloads(models)}
          onOpen={open}
        >
          {isShown && (
            <get.GetModels onClose={() => setIsOpen(false)} onKept={learnKept} search={search} setSearch={setSearch} />
          )}
        </part.ModelsPanel>
      )}
    </>
  );
}

/** Chromium's alone: what a page may keep for another visit. */
type Handing = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

/** Whether a model was ever kept here. */
async function hasKept(): Promise<boolean> {
  return typeof caches !== "undefined" && (await caches.has("model-manifest").catch(() => false));
}
