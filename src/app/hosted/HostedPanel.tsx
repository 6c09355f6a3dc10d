import { useId } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn, targetIn } from "../store/hosted.ts";
import { modelIn } from "../store/selectors.ts";
import { ConsentButton } from "./ConsentButton.tsx";
import css from "./hosted.module.css";
import { KeyField } from "./KeyField.tsx";
import { PromptField } from "./PromptField.tsx";
import { useHosted } from "./use-hosted.ts";

/**
 * What a hosted model needs before it can be asked: a key, a server's address, the reader's consent. It shows by itself
 * where something is missing, and otherwise stays out of the way, and in reach.
 */
export function HostedPanel() {
  const { t } = useWords();
  const { hosted, state } = useHosted();
  const target = useApp(targetIn);
  const isHosted = useApp(isHostedIn);
  const model = useApp((app) => modelIn(app).model);
  const present = hosted.findPresent(model);
  const needsKey = target !== undefined && target.provider !== "server" && state.keyed[target.host] === undefined;
  const isShown = isHosted && (state.isOpen || needsKey || !target || present !== undefined);
  const isServer = /^server\//.test(model);

  return (
    <section
      aria-label={t("hosted.title")}
      className={isShown ? css.panel : "visually-hidden"}
      id="hosted-panel"
      onFocus={() => isHosted && hosted.open(true)}
    >
      {target && <p>{t("hosted.leaves", { host: target.host })}</p>}
      {present !== undefined && <Retired model={model} present={present} />}
      <div className={isServer ? css.field : "visually-hidden"}>
        <ServerField />
      </div>
      <KeyField isOptional={isServer} target={target} />
      {target && !state.consented.includes(target.host) && state.asking !== target.host && (
        <ConsentButton host={target.host} />
      )}
      {target && <PromptField />}
    </section>
  );
}

function Retired({ model, present }: { readonly model: string; readonly present: string }) {
  const { t } = useWords();
  const setModel = useApp((state) => state.setModel);
  return (
    <div className={css.row}>
      <p>{t("hosted.retired", { model })}</p>
      <button className="chip" onClick={() => setModel(present)} type="button">
        {t("hosted.retired.use", { present })}
      </button>
    </div>
  );
}

/** Of whatever speaks OpenAI's protocol; those that the site names are offered below it. */
function ServerField() {
  const { t } = useWords();
  const { hosted, state } = useHosted();
  const target = useApp(targetIn);
  const id = useId();
  const { providers, servers } = hosted.site;
  const isOffered = providers.includes("server") || servers.length > 0;
  return (
    <>
      <label htmlFor={`${id}-server`}>{t("hosted.server")}</label>
      <input
        aria-describedby={`${id}-hint`}
        className={css.input}
        data-testid="hosted-server"
        disabled={!isOffered}
        id={`${id}-server`}
        inputMode="url"
        list={`${id}-servers`}
        onBlur={() => target && hosted.list(target)}
        onChange={(event) => hosted.setServer(event.currentTarget.value)}
        placeholder={servers[0]?.url ?? "http://localhost:8000"}
        spellCheck={false}
        type="text"
        value={state.server}
      />
      <datalist id={`${id}-servers`}>
        {servers.map(({ name, url }) => (
          <option key={url} label={name} value={url} />
        ))}
      </datalist>
      <p className={css.hint} id={`${id}-hint`}>
        {t("hosted.server.hint")}
      </p>
    </>
  );
}
