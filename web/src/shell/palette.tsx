/*
 * ⌘K: cases, pages and actions in one box. Cases come from the lists we already hold, at once; the
 * last line hands the words to the server's search, which knows every message.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from "react-aria-components";
import type { CaseList } from "../api/patch";
import { leave } from "../api/queries";
import type { CaseRow } from "../api/types";
import { ChannelGlyph } from "../parts/marks";
import { words } from "../words";
import { pressKey } from "./actions";
import { leadsPeople } from "./rail";
import { useSession } from "./shell";
import styles from "./shell.module.css";
import { switchTheme, useTheme } from "./theme";

interface Entry {
  id: string;
  name: string;
  more?: string;
  glyph?: string;
  shortcut?: string;
  run: () => void;
}

interface Props {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onHelp: () => void;
}

const mostCases = 60;

export function Palette({ isOpen, onOpenChange, onHelp }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className={styles.overlay}
    >
      <Modal className={styles.panel}>
        <Dialog aria-label={words.palette.label}>
          <PaletteBox close={() => onOpenChange(false)} onHelp={onHelp} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBox({ close, onHelp }: { close: () => void; onHelp: () => void }) {
  const [typed, setTyped] = useState("");
  const { contains } = useFilter({ sensitivity: "base" });
  const sections = useEntries(typed, onHelp);
  const byId = new Map(sections.flatMap(([, entries]) => entries.map((each) => [each.id, each])));
  return (
    <Autocomplete filter={contains} inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={words.palette.label} autoFocus>
        <Input className={styles.paletteInput} placeholder={words.palette.placeholder} />
      </SearchField>
      <Menu
        className={styles.paletteList}
        aria-label={words.palette.label}
        renderEmptyState={() => <p className={styles.paletteEmpty}>{words.palette.empty}</p>}
        onAction={(key) => {
          close();
          byId.get(String(key))?.run();
        }}
      >
        {sections.map(([head, entries]) => (
          <MenuSection key={head}>
            <Header className={styles.paletteHead}>{head}</Header>
            {entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={entry.id}
                className={styles.paletteItem}
                textValue={entry.id === "search" ? typed : `${entry.name} ${entry.more ?? ""}`}
              >
                {entry.glyph && <ChannelGlyph kind={entry.glyph} />}
                <span className={styles.paletteMain}>{entry.name}</span>
                <span className={styles.paletteMore}>{entry.more}</span>
                {entry.shortcut && <kbd>{entry.shortcut}</kbd>}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

function useEntries(typed: string, onHelp: () => void): [string, Entry[]][] {
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const theme = useTheme();

  const cases = useMemo(() => {
    const rows = new Map<string, CaseRow>();
    for (const [, list] of client.getQueriesData<CaseList>({ queryKey: ["cases"] })) {
      for (const row of list?.pages.flatMap((page) => page.items) ?? []) rows.set(row.id, row);
    }
    return [...rows.values()].slice(0, mostCases);
  }, [client]);

  const inCase = document.querySelector("[data-pane=case]") !== null;
  const here: Entry[] = inCase
    ? [
        { id: "take", name: words.pane.take, shortcut: "A", run: () => pressKey("a") },
        { id: "reply", name: words.help.keys.reply ?? "", shortcut: "R", run: () => pressKey("r") },
        { id: "close", name: words.pane.close, shortcut: "E", run: () => pressKey("e") },
        { id: "snooze", name: words.pane.snooze, shortcut: "S", run: () => pressKey("s") },
      ]
    : [];
  const go: Entry[] = [
    ...(["all", "mine", "unowned", "waiting"] as const).map((view, index) => ({
      id: `view-${view}`,
      name: words.list.views[view] ?? view,
      more: words.list.viewHelp[view] ?? "",
      shortcut: String(index + 1),
      run: () => void navigate({ to: "/cases", search: view === "all" ? {} : { view } }),
    })),
    {
      id: "snoozed",
      name: words.palette.snoozedCases,
      run: () => void navigate({ to: "/cases", search: { status: "snoozed" } }),
    },
    {
      id: "closed",
      name: words.palette.closedCases,
      run: () => void navigate({ to: "/cases", search: { status: "closed" } }),
    },
    { id: "ledger", name: words.rail.ledger, run: () => void navigate({ to: "/ledger" }) },
    { id: "channels", name: words.rail.channels, run: () => void navigate({ to: "/channels" }) },
    { id: "people", name: words.rail.people, run: () => void navigate({ to: "/people" }) },
    ...(leadsPeople(session.user.role)
      ? [{ id: "audit", name: words.rail.audit, run: () => void navigate({ to: "/audit" }) }]
      : []),
  ];
  const desk: Entry[] = [
    { id: "help", name: words.palette.help, shortcut: "?", run: onHelp },
    {
      id: "theme",
      name: words.rail.switchTheme(theme === "dark" ? words.rail.light : words.rail.dark),
      run: switchTheme,
    },
    {
      id: "leave",
      name: words.rail.leave,
      run: () => void leave(client),
    },
  ];
  const search: Entry[] = typed.trim()
    ? [
        {
          id: "search",
          name: words.palette.searchFor(typed.trim()),
          run: () => void navigate({ to: "/cases", search: { q: typed.trim() } }),
        },
      ]
    : [];
  const people: Entry[] = cases.map((row) => ({
    id: `case-${row.id}`,
    name: row.customer.name,
    more: row.last_message?.text ?? row.subject ?? "",
    glyph: row.channel.kind,
    run: () => void navigate({ to: "/cases/$caseId", params: { caseId: row.id }, search: true }),
  }));

  const all: [string, Entry[]][] = [
    [words.palette.here, here],
    [words.palette.cases, typed ? [...people, ...search] : people.slice(0, 5)],
    [words.palette.go, go],
    [words.palette.desk, desk],
  ];
  return all.filter(([, entries]) => entries.length > 0);
}
