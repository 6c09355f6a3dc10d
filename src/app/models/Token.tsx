import { useId, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import css from "./get.module.css";
import { signInAddress } from "./sign-in.ts";

/** Takes the reader's token at the Hub and never shows it: once it is given, all that is said is that it is there. */
export function Token() {
  const { t } = useWords();
  const id = useId();
  const hubToken = useApp((state) => state.hubToken);
  const isKept = useApp((state) => state.isTokenKept);
  const setHubToken = useApp((state) => state.setHubToken);
  const learnModel = useApp((state) => state.learnModel);
  const endpoints = useApp((state) => state.site.endpoints);
  const signIn = useApp((state) => state.site.signIn);
  const [typed, setTyped] = useState("");
  const takers = endpoints.filter(({ token }) => token);
  const hosts = takers.map(({ host }) => new URL(host).host);
  const [taker] = takers;

  function leave(): void {
    setTyped("");
    // A model that was not given without it may be now.
    if (typed !== "") void learnModel();
  }

  return (
    <section aria-label={t("token.title")} className={css.part}>
      <label htmlFor={`${id}-token`}>
        <span className={css.label}>{t("token.label")}</span>
      </label>
      <input
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        className={css.input}
        data-testid="token-input"
        disabled={hosts.length === 0}
        id={`${id}-token`}
        onBlur={leave}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (text.trim() !== "") setHubToken(text.trim(), isKept);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") leave();
        }}
        placeholder={t(hubToken === undefined ? "token.none" : "token.there")}
        spellCheck={false}
        type="password"
        value={typed}
      />
      {signIn && taker && hubToken === undefined && (
        <p className={css.row}>
          <button
            className="button"
            data-testid="hub-sign-in"
            onClick={async () => {
              const ports = { storage: sessionStorage };
              location.href = await signInAddress({ ...signIn, host: taker.host }, location.href, ports);
            }}
            type="button"
          >
            {t("token.sign-in", { host: new URL(taker.host).host })}
          </button>
        </p>
      )}
      {hubToken !== undefined && (
        <div className={css.row}>
          <label className={css.check}>
            <input
              checked={isKept}
              onChange={(event) => setHubToken(hubToken, event.currentTarget.checked)}
              type="checkbox"
            />
            {t("token.keep")}
          </label>
          <button className="chip" onClick={() => setHubToken(undefined, false)} type="button">
            {t("token.forget")}
          </button>
        </div>
      )}
      <p className={css.hint} id={`${id}-hint`}>
        {hosts.length === 0 ? t("token.nowhere") : t("token.hint", { hosts: hosts.join(", ") })}
      </p>
    </section>
  );
}
