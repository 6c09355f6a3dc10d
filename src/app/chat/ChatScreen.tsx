import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { MessagesField } from "../../tasks/fields/messages.ts";
import parts from "../../ui/parts.module.css";
import { useFieldProps } from "../form/field-props.ts";
import { InputField } from "../form/InputField.tsx";
import { InputNotices } from "../form/InputNotices.tsx";
import { Intake } from "../form/Intake.tsx";
import { ConsentCard, HostedPanel } from "../hosted/parts.ts";
import { useWords } from "../i18n/words.tsx";
import { draftOf } from "../inputs/draft.ts";
import { Composer } from "../inputs/messages/Composer.tsx";
import { type MessagesDraft, noMessages, withSystemTurn } from "../inputs/messages/chat.ts";
import { MessagesJson } from "../inputs/messages/MessagesJson.tsx";
import { useUndo } from "../inputs/undo.ts";
import { DownloadJson } from "../results/DownloadJson.tsx";
import { Notices } from "../results/Notices.tsx";
import { AsidePanels, type Panel, PastNote, panelIdOf, ResultTabs, tabIdOf } from "../results/Panels.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { useShownRun } from "../results/runs.ts";
import { ReadyMark } from "../shell/ReadyMark.tsx";
import { useApp } from "../store/context.tsx";
import { findChat } from "../store/conversation.ts";
import { isHostedIn } from "../store/hosted.ts";
import { isBusy, numberOf } from "../store/run.ts";
import { definitionIn, optionsIn } from "../store/selectors.ts";
import { TokensPanel } from "../tokens/TokensPanel.tsx";
import { Answered } from "./Answered.tsx";
import { ChatPanel } from "./ChatPanel.tsx";
import css from "./chat.module.css";
import { NewIcon, OptionsIcon } from "./icons.tsx";
import { PhraseMenu } from "./PhraseMenu.tsx";
import { SendBar } from "./SendBar.tsx";
import { useStick } from "./stick.ts";
import { Transcript } from "./Transcript.tsx";

/** The screen of a task whose input is a conversation: one transcript, the next turn under it, all else beside it. */
export function ChatScreen() {
  const definition = useApp(definitionIn);
  const options = useApp(optionsIn);
  const chat = findChat(definition, options);
  if (!chat) return null;
  return (
    <Intake>
      <Chat key={definition.id} {...chat} />
    </Intake>
  );
}

interface ChatProps {
  readonly name: string;
  readonly field: MessagesField;
}

function Chat({ name, field }: ChatProps) {
  const { t } = useWords();
  const { inputs, modality } = useApp(definitionIn);
  const run = useApp((state) => state.run);
  const hasHosted = useApp((state) => state.hosted !== undefined);
  // Which tokens a provider's tokenizer would make, nobody tells.
  const isHosted = useApp(isHostedIn);
  const { draft, onChange, ...rest } = useFieldProps(name);
  const value = draft.kind === "messages" ? draft.value : noMessages;
  const change = (next: MessagesDraft) => onChange(draftOf("messages", next));
  const { replace, undo } = useUndo(value, change);
  const start = useApp((state) => state.start);
  const stop = useApp((state) => state.stop);
  const past = useShownRun();
  const [panel, setPanel] = useState<Panel>("result");
  const [isOpen, setIsOpen] = useWideOpen();
  const panelId = useId();

  const frame = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAway, toEnd } = useStick(frame, body, content);
  const number = numberOf(run);
  const isBegun = number > 0 || value.turns.length > 0;
  const follow = useEffectEvent(() => {
    if (isBegun) toEnd();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks wants to see the answer
  useEffect(() => follow(), [number]);

  const focusText = () => frame.current?.querySelector<HTMLElement>(`[data-testid="input-${name}"]`)?.focus();

  function send(): void {
    setPanel("result");
    void start();
    // The button can do nothing for now, and would take the focus with it; on glass a keyboard would come up.
    if (matchMedia("(hover: hover)").matches) focusText();
  }

  /** Asks once more; what is being written stays, to be sent after it. */
  function ask(next: MessagesDraft): void {
    const { text, attached = [] } = value;
    change({ turns: next.turns, text: "", ...(next.branches && { branches: next.branches }) });
    void start();
    if (text === "" && attached.length === 0) return;
    change({ ...next, text, ...(attached.length > 0 && { attached }) });
  }

  const editor = { ...rest, field, value, onChange: change, onReplace: replace, active: true, disabled: false };
  const isEmpty = value === noMessages || (value.turns.length === 0 && value.text === "" && !value.attached?.length);
  const hasSystem = value.turns.some(({ role }) => role === "system");
  return (
    <main className={css.main}>
      <section aria-label={t("results.title")} className={`card ${css.chat}`} ref={frame}>
        <div className={`card-head ${css.head}`}>
          <ResultTabs first={t("chat.title")} onSelect={setPanel} selected={panel} />
          <span className="spacer" />
          {undo && (
            <button className="chip" disabled={isBusy(run)} onClick={undo} type="button">
              {t("inputs.undo")}
            </button>
          )}
          <button
            aria-label={t("chat.new")}
            className="chip"
            disabled={isEmpty}
            onClick={() => {
              if (isBusy(run)) stop();
              replace(noMessages);
              setPanel("result");
              focusText();
            }}
            title={t("chat.new")}
            type="button"
          >
            <NewIcon />
            <span className={css.label}>{t("chat.new")}</span>
          </button>
          <DownloadJson label={css.label} run={run} />
          <button
            aria-controls={panelId}
            aria-expanded={isOpen}
            aria-label={t("chat.options")}
            className="chip"
            onClick={() => setIsOpen(!isOpen)}
            title={t("chat.options")}
            type="button"
          >
            <OptionsIcon />
            <span className={css.label}>{t("chat.options")}</span>
          </button>
        </div>
        <div className={css.body} ref={body}>
          <div className={css.content} ref={content}>
            {!isBegun && <Notices />}
            {hasHosted && (
              <Late fallback={null}>
                <HostedPanel />
                <ConsentCard />
              </Late>
            )}
            {past && <PastNote run={past} />}
            <div
              aria-labelledby={tabIdOf("result")}
              hidden={panel !== "result"}
              id={panelIdOf("result")}
              role="tabpanel"
            >
              <div aria-live="off" data-final={run.status === "done"} data-testid="result">
                <Transcript draft={value} onAsk={ask} onReplace={replace} />
              </div>
            </div>
            <AsidePanels shown={panel} />
            {/* Where the answer is, once there is one. */}
            {isBegun && <Notices />}
          </div>
        </div>
        <div className={css.foot}>
          {isAway && isBegun && (
            <button className={`chip ${css.toEnd}`} onClick={toEnd} type="button">
              {t("chat.to-end")}
            </button>
          )}
          <InputNotices />
          <Composer {...editor} onSend={send}>
            <PhraseMenu onText={(text) => replace({ ...value, text })} text={value.text} />
            <SendBar onSend={send} />
          </Composer>
        </div>
        <Answered />
      </section>
      <ChatPanel id={panelId} isOpen={isOpen} onOpen={setIsOpen}>
        {!hasSystem && (
          <button
            className={parts.chip}
            disabled={isBusy(run)}
            onClick={() => change(withSystemTurn(value, ""))}
            type="button"
          >
            {t("chat.system-add")}
          </button>
        )}
        <MessagesJson {...editor} />
        {modality === "text" && !isHosted && <TokensPanel field={field} name={name} />}
      </ChatPanel>
      <Late fallback={null} missing={<p role="alert">{t("notice.words-unreachable")}</p>}>
        <Others name={name} inputs={inputs} />
        <ReadyMark />
      </Late>
    </main>
  );
}

/** Beside the conversation a panel is open where there is room for it. */
function useWideOpen() {
  const [isOpen, setIsOpen] = useState(() => matchMedia(wide).matches);
  useEffect(() => {
    const query = matchMedia(wide);
    const follow = () => setIsOpen(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return [isOpen, setIsOpen] as const;
}

const wide = "(min-width: 1000px)";

interface OthersProps {
  readonly name: string;
  readonly inputs: ReturnType<typeof definitionIn>["inputs"];
}

/** Inputs that do not count now stay in the page, so that what is typed into one outlives a change of mode. */
function Others({ name, inputs }: OthersProps) {
  return (
    <div hidden>
      {Object.entries(inputs)
        .filter(([other]) => other !== name)
        .map(([other, field]) => (
          <InputField active={false} field={field} key={other} name={other} />
        ))}
    </div>
  );
}
