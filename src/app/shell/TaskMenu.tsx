import { menuWords } from "virtual:menu-words";
import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import { type TaskId, taskIds } from "../../tasks/index.ts";
import { useWords } from "../i18n/words.tsx";
import { tasksOf } from "../site.ts";
import { useApp } from "../store/context.tsx";
import type { Combobox } from "./combobox/combobox.ts";
import { keepFocus, Option } from "./combobox/Option.tsx";
import { bestOf, columnsOf, type Families, loadFamilies, type MenuItem, menuItemsOf } from "./menu.ts";
import "../styles/menu.css";

interface TaskMenuProps {
  readonly combobox: Combobox;
  readonly query: string;
}

/** As many as stand beside each other on a small screen. */
const shownRecent = 4;

/** All tasks in a column for each modality, what was used lately in a row above. */
export function TaskMenu({ combobox, query }: TaskMenuProps) {
  const { t, locale } = useWords();
  const task = useApp((state) => state.task);
  const site = useApp((state) => state.site);
  const recent = useApp((state) => state.recentTasks);
  const families = useFamilies();
  const items = useMemo(() => menuItemsOf(tasksOf(site), menuWords, locale, families ?? {}), [site, locale, families]);
  const columns = useMemo(() => columnsOf(items, query), [items, query]);
  const best = bestOf(columns, query);
  const lately = query === "" ? latelyUsed(recent, task, items) : [];

  const groups = [
    ...(lately.length > 0 ? [{ id: "recent", keys: lately.map(({ id }) => `recent:${id}`), isRow: true }] : []),
    ...columns.map((column) => ({ id: column.id, keys: column.items.map(({ id }) => id) })),
  ];
  // What a search finds hangs on the families too: keys wait for them, lest Enter is judged by half of what is searched.
  useLayoutEffect(() => {
    if (families) combobox.offer({ groups, best });
  });

  const described = combobox.active?.replace(/^.*:/, "") ?? best ?? task;
  const headId = (id: string) => combobox.optionIdOf(`head-${id}`);

  return (
    <div className="menu menu-tasks">
      <div
        aria-label={t("shell.task")}
        className="menu-columns"
        id={combobox.listId}
        onMouseDown={keepFocus}
        role="listbox"
        tabIndex={-1}
      >
        {lately.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, not options
          <div aria-labelledby={headId("recent")} className="menu-recent" role="group">
            <span className="menu-head" id={headId("recent")} role="presentation">
              {t("shell.task.recent")}
            </span>
            {lately.map((item) => (
              <Option combobox={combobox} isSelected={false} key={item.id} optionKey={`recent:${item.id}`}>
                {item.title}
              </Option>
            ))}
          </div>
        )}
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, not options
          <div aria-labelledby={headId(column.id)} className="menu-column" key={column.id} role="group">
            <div className="menu-head" id={headId(column.id)} role="presentation">
              {t(`shell.modality.${column.id}`)}
            </div>
            {column.items.map((item) => (
              <Option
                combobox={combobox}
                isBest={item.id === best}
                isSelected={item.id === task}
                key={item.id}
                optionKey={item.id}
                value={item.id}
              >
                {item.title}
              </Option>
            ))}
          </div>
        ))}
      </div>
      <p className="menu-foot" role="status">
        {columns.length === 0 ? t("shell.task.none") : <Summary item={items.find(({ id }) => id === described)} />}
      </p>
    </div>
  );
}

/** What the task does and which models do it: one line for the option that is meant, so that the list stays short. */
function Summary({ item }: { readonly item: MenuItem | undefined }) {
  if (!item) return null;
  return (
    <>
      {item.summary} <span className="menu-families">{item.families.join(", ")}</span>
    </>
  );
}

function latelyUsed(recent: readonly TaskId[], task: TaskId, items: readonly MenuItem[]): readonly MenuItem[] {
  return recent.flatMap((id) => (id === task ? [] : items.filter((item) => item.id === id))).slice(0, shownRecent);
}

/** `undefined` until they have come. A search without them still finds titles and tags, so a failure is no matter. */
function useFamilies(): Families | undefined {
  const [families, setFamilies] = useState<Families>();
  useEffect(() => {
    loadFamilies(taskIds).then(setFamilies, () => setFamilies({}));
  }, []);
  return families;
}
