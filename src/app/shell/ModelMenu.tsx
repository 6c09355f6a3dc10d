import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { dtypeText, isEmbedded } from "../../shared/checkpoint.ts";
import { bytesText } from "../format.ts";
import { useWords, type Words } from "../i18n/words.tsx";
import { useApp, useEntries } from "../store/context.tsx";
import type { ModelEntry } from "../store/models.ts";
import { findBytes, planOf } from "../store/plan.ts";
import { modelIn } from "../store/selectors.ts";
import "../styles/menu.css";

interface ModelMenuProps {
  readonly trigger: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** The curated models of the task, with what a reader wants to know before anything moves. */
export function ModelMenu({ trigger, isOpen, onOpenChange }: ModelMenuProps) {
  const words = useWords();
  const { t, locale } = words;
  const entries = useEntries();
  const model = useApp((state) => modelIn(state).model);
  const device = useApp((state) => state.device);
  const facts = useApp((state) => state.facts);
  const setModel = useApp((state) => state.setModel);

  return (
    <I18nProvider locale={locale}>
      <Popover
        className="menu menu-models"
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        offset={6}
        placement="bottom start"
        triggerRef={trigger}
      >
        <Dialog aria-label={t("shell.model.list")} className="menu-dialog">
          <ListBox
            aria-label={t("shell.model.list")}
            autoFocus
            className="menu-list"
            disallowEmptySelection
            items={entries}
            onSelectionChange={(keys) => {
              const [key] = keys === "all" ? [] : [...keys];
              if (typeof key === "string") setModel(key);
              onOpenChange(false);
            }}
            selectedKeys={[model]}
            selectionMode="single"
          >
            {(entry) => {
              const choice = { model: entry.id, revision: "main", device, dtype: undefined };
              const { dtype } = planOf(choice, entry.card, facts).actual;
              return (
                <ListBoxItem className="menu-item" data-value={entry.id} textValue={entry.id}>
                  <Text slot="label">{entry.id}</Text>
                  <Text className="menu-note num" slot="description">
                    {[...cardFacts(entry, words), dtypeText(dtype), ...sizeFacts(entry, dtype, locale)].join(" · ")}
                  </Text>
                  {isEmbedded(entry.id) && <span className="menu-note">{t("shell.model.embedded.long")}</span>}
                </ListBoxItem>
              );
            }}
          </ListBox>
          <p className="menu-foot">{t("shell.model.any")}</p>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
}

function cardFacts({ card }: ModelEntry, { t, locale }: Words): readonly string[] {
  if (!card) return [];
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const languages = card.languages.map((tag) =>
    tag === "multilingual" ? t("shell.model.multilingual") : (names.of(tag) ?? tag),
  );
  return [card.family, card.parameters, ...(languages.length > 0 ? [languages.join(", ")] : []), card.licence];
}

function sizeFacts({ card }: ModelEntry, dtype: Parameters<typeof findBytes>[1], locale: string): readonly string[] {
  const bytes = findBytes(card, dtype);
  return bytes === undefined ? [] : [bytesText(bytes, locale)];
}
