import { isEmbedded, isLocal } from "../../hub/reference.ts";
import { bytesText, wholePercentText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { findBytes } from "../store/plan.ts";
import { findCardIn, planIn } from "../store/selectors.ts";

/** What a run will cost, and while one goes on, how far it is. Hidden from screen readers: it changes all the time. */
export function Cost() {
  const run = useApp((state) => state.run);
  switch (run.status) {
    case "loading":
    case "compiling":
      return <Loaded loadedBytes={run.loadedBytes} totalBytes={run.totalBytes} />;
    case "running":
      return <Progress share={run.progress} />;
    default:
      return <Outlook />;
  }
}

function Outlook() {
  const { t } = useWords();
  const resident = useApp((state) => state.resident);
  const isPreparing = useApp((state) => state.isPreparing);
  const isHosted = useApp(isHostedIn);
  const card = useApp(findCardIn);
  const { actual } = useApp(planIn);
  if (isHosted) return null;
  if (resident) return <p className="cost">{t("shell.cost.ready")}</p>;
  if (isPreparing) return <p className="cost">{t("shell.cost.preparing")}</p>;
  const bytes = findBytes(card, actual.dtype);
  if (bytes === undefined) return <p className="cost">{t("shell.cost.unknown")}</p>;
  const size = bytesText(bytes);
  const from = isEmbedded(actual.model) ? "embedded" : isLocal(actual.model) ? "local" : "download";
  return <p className="cost">{t(`shell.cost.${from}`, { size })}</p>;
}

interface LoadedProps {
  readonly loadedBytes: number | undefined;
  readonly totalBytes: number | undefined;
}

function Loaded({ loadedBytes, totalBytes }: LoadedProps) {
  const { t } = useWords();
  if (loadedBytes === undefined) return null;
  const loaded = bytesText(loadedBytes);
  if (totalBytes === undefined) {
    return (
      <p aria-hidden="true" className="cost num">
        {loaded}
      </p>
    );
  }
  return (
    <p aria-hidden="true" className="cost num">
      {t("shell.cost.loaded", { loaded, total: bytesText(totalBytes) })}
      <Bar share={totalBytes > 0 ? loadedBytes / totalBytes : 0} />
    </p>
  );
}

function Progress({ share }: { readonly share: number | undefined }) {
  const { locale } = useWords();
  if (share === undefined) return null;
  return (
    <p aria-hidden="true" className="cost num">
      {wholePercentText(share, locale)}
      <Bar share={share} />
    </p>
  );
}

function Bar({ share }: { readonly share: number }) {
  return (
    <span className="meter">
      <span className="meter-fill" style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
    </span>
  );
}
