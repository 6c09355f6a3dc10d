import { menuWords } from "virtual:menu-words";
import { type RefObject, useContext, useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox, ComboBoxStateContext } from "react-aria-components/ComboBox";
import { Header } from "react-aria-components/Header";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { isTaskId } from "../../tasks/index.ts";
import { useWords } from "../i18n/words.tsx";
import { tasksOf } from "../site.ts";
import { useApp } from "../store/context.tsx";
import { CaretIcon } from "./icons.tsx";
import { columnsOf, menuItemsOf } from "./menu.ts";
import "../styles/menu.css";

interface TaskComboProps {
  /** What the menu hangs from. */
  readonly box: RefObject<HTMLElement | null>;
  readonly title: string;
  /** What was typed before the menu had come. */
  readonly typed: string | undefined;
}

export function TaskCombo({ box, title, typed }: TaskComboProps) {
  const { t, locale } = useWords();
  const task = useApp((state) => state.task);
  const setTask = useApp((state) => state.setTask);
  const site = useApp((state) => state.site);
  /** `undefined` while nothing is looked for: the name of the task stands there, and all tasks are offered. */
  const [query, setQuery] = useState(typed);
  const items = useMemo(() => menuItemsOf(tasksOf(site), menuWords, locale), [site, locale]);
  const columns = useMemo(() => columnsOf(items, query ?? ""), [items, query]);

  return (
    <I18nProvider locale={locale}>
      <ComboBox
        allowsEmptyCollection
        aria-label={t("shell.task")}
        autoFocus
        className="pick-combo"
        inputValue={query ?? title}
        items={columns}
        menuTrigger="focus"
        onChange={(key) => {
          setQuery(undefined);
          if (typeof key === "string" && isTaskId(key)) void setTask(key);
        }}
        onInputChange={(text) => setQuery(text === title ? undefined : text)}
        onOpenChange={(isOpen) => {
          if (!isOpen) setQuery(undefined);
        }}
        value={task}
      >
        <OpeningInput />
        <Button className="pick-button">
          <CaretIcon />
        </Button>
        <Popover className="menu menu-tasks" offset={6} placement="bottom start" triggerRef={box}>
          <ListBox
            className="menu-columns"
            items={columns}
            renderEmptyState={() => <p className="menu-empty">{t("shell.task.none")}</p>}
          >
            {(column) => (
              <ListBoxSection className="menu-column" id={column.id}>
                <Header className="menu-head">{t(`shell.modality.${column.id}`)}</Header>
                {column.items.map((item) => (
                  <ListBoxItem
                    className="menu-item"
                    data-value={item.id}
                    id={item.id}
                    key={item.id}
                    textValue={item.title}
                  >
                    <Text slot="label">{item.title}</Text>
                    <Text className="menu-note" slot="description">
                      {item.summary}
                    </Text>
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
}

/** Opens at each press; React Aria by itself opens only when the focus comes. */
function OpeningInput() {
  const state = useContext(ComboBoxStateContext);
  return (
    <Input
      className="pick-input"
      data-testid="task-picker"
      onClick={() => {
        if (state && !state.isOpen) state.open(null, "manual");
      }}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
