import { useEffect, useEffectEvent } from "react";
import { useApp } from "../store/context.tsx";
import { modelIn } from "../store/selectors.ts";
import { ModelAbout } from "./About.tsx";
import { Download, DownloadStatus } from "./Download.tsx";
import { useDownload } from "./downloads.ts";
import { Find } from "./Find.tsx";
import { type SearchProps, useHits } from "./hits.ts";
import { Token } from "./Token.tsx";
import type { DownloadVerb } from "./verbs.ts";

export { forgetDownloads } from "./downloads.ts";

interface GetModelsProps extends SearchProps {
  /** A download is done. */
  onKept(): void;
  onClose(): void;
}

/** How a model comes here: found, fetched, and opened with a token where it wants one. */
export function GetModels({ search, setSearch, onKept, onClose }: GetModelsProps) {
  return (
    <>
      <Find search={search} setSearch={setSearch} />
      <Download onKept={onKept} />
      <ModelAbout onClose={onClose} />
      <Token />
    </>
  );
}

interface BehindProps extends Pick<GetModelsProps, "search" | "onKept"> {
  /** The latest press of a button that stands in for one of the panel. */
  readonly press: { readonly verb: DownloadVerb } | undefined;
  /** It was taken over. */
  onPressed(): void;
  onVerb(verb: DownloadVerb | undefined): void;
}

/** The same while the panel is closed, for the controls of `StandIns.tsx`: what was found, and how the download stands. */
export function Behind({ search, press, onPressed, onVerb, onKept }: BehindProps) {
  const { hits, choose } = useHits(search, search.text !== "");
  const { ongoing, verb, press: act } = useDownload(onKept);
  const model = useApp((state) => modelIn(state).model);
  const take = useEffectEvent((pressed: DownloadVerb) => {
    onPressed();
    void act(pressed);
  });
  const tell = useEffectEvent(onVerb);
  useEffect(() => tell(verb), [verb]);
  useEffect(() => {
    if (press) take(press.verb);
  }, [press]);
  return (
    <>
      {search.text !== "" &&
        hits.map((hit) => (
          <button
            aria-pressed={hit.model === model}
            data-model={hit.model}
            data-testid="model-hit"
            key={hit.model}
            onClick={() => choose(hit.model)}
            tabIndex={-1}
            type="button"
          >
            {hit.model}
          </button>
        ))}
      {ongoing && <DownloadStatus download={ongoing} />}
    </>
  );
}
