import type { ReactNode } from "react";
import { useId, useState } from "react";
import type { TrainDevice } from "../../learn/verbs.ts";
import type { Failure } from "../../shared/errors.ts";
import { countText } from "../../ui/number.ts";
import { useWords } from "../i18n/words.tsx";
import { readText } from "../inputs/file.ts";
import { findLongField, longText } from "../inputs/long-text.ts";
import { ErrorText } from "../results/ErrorText.tsx";
import css from "./Learn.module.css";
import { isLearning, type Progress } from "./progress.ts";

interface SettingProps {
  readonly label: string;
  /** The idea behind it, in the survey's terms. */
  readonly hint?: string | undefined;
  readonly children: (ids: { readonly id: string; readonly "aria-describedby": string | undefined }) => ReactNode;
}

/** A control with its name above and its idea below. */
export function Setting({ label, hint, children }: SettingProps) {
  const id = useId();
  return (
    <div className={css.setting}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": hint === undefined ? undefined : `${id}-hint` })}
      {hint !== undefined && (
        <p className={css.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly disabled: boolean;
  readonly testId?: string;
  readonly onChange: (value: V) => void;
}

export function Choice<V extends string>({ label, hint, value, choices, disabled, testId, onChange }: ChoiceProps<V>) {
  return (
    <Setting hint={hint} label={label}>
      {(ids) => (
        <select
          {...ids}
          className="control"
          data-testid={testId}
          disabled={disabled}
          onChange={({ target }) => {
            const chosen = choices.find((choice) => choice.value === target.value);
            if (chosen) onChange(chosen.value);
          }}
          value={value}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Setting>
  );
}

type DeviceChoiceProps = Pick<ChoiceProps<TrainDevice>, "hint" | "value" | "disabled" | "onChange">;

const devices = [
  { value: "wasm", label: "WASM" },
  { value: "webgpu", label: "WebGPU" },
] as const;

export function DeviceChoice(props: DeviceChoiceProps) {
  const { t } = useWords();
  return <Choice {...props} choices={devices} label={t("learn.device")} testId="train-device" />;
}

interface WholeNumberProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly testId?: string;
  readonly onChange: (value: number) => void;
}

/** What is no whole number within the bounds is not taken over, and put right when the field is left. */
export function WholeNumber({ label, hint, value, min, max, disabled, testId, onChange }: WholeNumberProps) {
  return (
    <Setting hint={hint} label={label}>
      {(ids) => (
        <input
          {...ids}
          className="control num"
          data-testid={testId}
          defaultValue={value}
          disabled={disabled}
          key={value}
          max={max}
          min={min}
          onBlur={({ target }) => {
            const { valueAsNumber, validity } = target;
            if (validity.valid && Number.isInteger(valueAsNumber)) onChange(valueAsNumber);
            else target.value = String(value);
          }}
          onInput={({ currentTarget: { valueAsNumber, validity } }) => {
            if (validity.valid && Number.isInteger(valueAsNumber)) onChange(valueAsNumber);
          }}
          step={1}
          type="number"
        />
      )}
    </Setting>
  );
}

type SeedProps = Pick<WholeNumberProps, "value" | "disabled" | "onChange">;

/** What a seed is kept in. */
const mostSeed = 2 ** 31 - 1;

export function Seed(props: SeedProps) {
  const { t } = useWords();
  return (
    <WholeNumber
      {...props}
      hint={t("learn.seed.hint")}
      label={t("learn.seed")}
      max={mostSeed}
      min={0}
      testId="train-seed"
    />
  );
}

interface StatusLineProps {
  readonly progress: Progress;
  readonly said?: string | undefined;
  readonly total: number;
}

/** Said to screen readers when the status changes, and every so many steps; the attributes are always of the moment. */
export function StatusLine({ progress, said, total }: StatusLineProps) {
  const { t, locale } = useWords();
  const { status, step } = progress;
  const told = isLearning(progress) ? step - (step % saidEvery) : step;
  return (
    <p
      className={`status ${css.status}`}
      data-status={status}
      data-step={step}
      data-testid="train-status"
      role="status"
    >
      {said ?? t(`learn.status.${status}`)}
      {told > 0 && ` · ${t("learn.step-of", { step: countText(told, locale), total: countText(total, locale) })}`}
    </p>
  );
}

const saidEvery = 50;

interface FailureCardProps {
  readonly failure: Failure;
  /** Name of the input that is at fault where one is. */
  readonly field: string;
  /** Where it is one of the playground's. */
  readonly model?: string;
}

export function FailureCard({ failure, field, model }: FailureCardProps) {
  const { t } = useWords();
  const named = { field, model: model ?? t("learn.net"), device: "WASM", dtype: "fp32", task: "", ...failure.values };
  return <ErrorText failure={failure} values={named} />;
}

interface DropTextProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** A text that is typed, pasted, or dropped as a file, in whichever encoding. */
export function DropText({ label, hint, placeholder, value, disabled, testId, onChange }: DropTextProps) {
  const { t } = useWords();
  const [unread, setUnread] = useState<string>();
  async function take(file: File): Promise<void> {
    setUnread(undefined);
    try {
      onChange((await readText(file)).text);
    } catch {
      setUnread(file.name);
    }
  }
  return (
    <>
      <Setting hint={hint} label={label}>
        {(ids) => (
          <textarea
            {...ids}
            {...findLongField(value)}
            aria-disabled={disabled}
            className="control"
            data-testid={testId}
            // Browsers lay all lines out anew where a field is switched on or off: a long text is held still by what follows alone.
            disabled={disabled && value.length < longText}
            onChange={({ target }) => disabled || onChange(target.value)}
            onDragOver={(event) => event.preventDefault()}
            // By a browser's own way, five million characters take minutes in Chromium.
            onPaste={(event) => {
              const pasted = event.clipboardData.getData("text/plain");
              if (pasted.length < longText || disabled) return;
              event.preventDefault();
              const { selectionStart, selectionEnd } = event.currentTarget;
              onChange(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
            }}
            onDrop={(event) => {
              const [file] = event.dataTransfer.files;
              if (!file || disabled) return;
              event.preventDefault();
              void take(file);
            }}
            placeholder={placeholder}
            rows={5}
            spellCheck={false}
            value={value}
          />
        )}
      </Setting>
      {unread !== undefined && <p role="alert">{t("inputs.notice.text-unreadable", { name: unread })}</p>}
    </>
  );
}
