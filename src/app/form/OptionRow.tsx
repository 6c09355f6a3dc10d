import type { Option, OptionValue } from "../../tasks/options.ts";
import { useFindTaskWord, useWords } from "../i18n/words.tsx";
import { ResetIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { findOwnIn } from "../store/selectors.ts";
import { OptionControl } from "./OptionControl.tsx";

interface OptionRowProps {
  readonly name: string;
  readonly option: Option;
  readonly value: OptionValue;
  /** It hangs on the option above it. */
  readonly belongsAbove: boolean;
  /** Of all options, to tell whether this one counts. */
  readonly values: Readonly<Record<string, OptionValue>>;
}

export function OptionRow({ name, option, value, values, belongsAbove }: OptionRowProps) {
  const { t } = useWords();
  const findWord = useFindTaskWord();
  const isChanged = useApp((state) => state.options[state.task]?.[name] !== undefined);
  const setOption = useApp((state) => state.setOption);
  const resetOption = useApp((state) => state.resetOption);
  const label = findWord(`option.${name}`) ?? name;
  const { when } = option;
  const counts = when === undefined || values[when.option] === when.equals;
  const own = useApp((state) => findOwnIn(state, name));
  const from = own === undefined ? undefined : t("shell.option.own", { value: own });
  const help = [findWord(`option.${name}.help`), from].filter((text) => text !== undefined).join(" ");
  const note =
    counts || !when ? help : t("shell.option.idle", { other: findWord(`option.${when.option}`) ?? when.option });
  const id = `option-${name}`;

  return (
    <div
      className="option"
      data-changed={isChanged || undefined}
      data-dependent={belongsAbove || undefined}
      data-idle={!counts || undefined}
    >
      <label className="option-label" htmlFor={id}>
        {label}
      </label>
      <OptionControl
        describedBy={note ? `${id}-note` : undefined}
        id={id}
        name={name}
        onChange={(next) => setOption(name, next)}
        option={option}
        own={own}
        value={value}
      />
      <button
        aria-label={t("shell.option.reset", { option: label })}
        className="option-reset"
        disabled={!isChanged}
        onClick={() => resetOption(name)}
        title={t("shell.option.reset", { option: label })}
        type="button"
      >
        <ResetIcon />
      </button>
      {note && (
        <p className={counts ? "option-note" : "visually-hidden"} id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
