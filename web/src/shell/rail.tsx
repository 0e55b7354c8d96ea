import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  BookCheck,
  Inbox,
  LogOut,
  Moon,
  Radio,
  ScrollText,
  Search,
  Sun,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button, Tooltip, TooltipTrigger } from "react-aria-components";
import type { LiveState } from "../api/live";
import { leave } from "../api/queries";
import type { Role } from "../api/types";
import { words } from "../words";
import { modKey } from "./keys";
import { useSession } from "./shell";
import styles from "./shell.module.css";
import { switchTheme, useTheme } from "./theme";

const rooms = [
  { to: "/cases", icon: Inbox, name: words.rail.inbox, leads: false },
  { to: "/ledger", icon: BookCheck, name: words.rail.ledger, leads: false },
  { to: "/channels", icon: Radio, name: words.rail.channels, leads: false },
  { to: "/people", icon: Users, name: words.rail.people, leads: false },
  { to: "/audit", icon: ScrollText, name: words.rail.audit, leads: true },
] as const;

/** Who may read the audit log; the server decides again. */
export function leadsPeople(role: Role): boolean {
  return role === "manager" || role === "executive" || role === "admin";
}

export function Rail({ live, onFind }: { live: LiveState; onFind: () => void }) {
  const session = useSession();
  const theme = useTheme();
  const client = useQueryClient();
  const other = theme === "dark" ? words.rail.light : words.rail.dark;

  return (
    <nav className={styles.rail} aria-label={words.rail.label}>
      <img className={styles.mark} src="/icon.svg" alt={words.product} width="26" height="26" />
      {rooms
        .filter((room) => !room.leads || leadsPeople(session.user.role))
        .map(({ to, icon: Icon, name }) => (
          <Link
            key={to}
            to={to}
            className={styles.railItem}
            activeProps={{ "data-current": "true", "aria-current": "page" }}
            aria-label={name}
            title={name}
          >
            <Icon size={18} strokeWidth={1.75} />
            <span className={styles.railName}>{name}</span>
          </Link>
        ))}
      <span className={styles.railGap} />
      <RailButton name={words.rail.find} shortcut={`${modKey} K`} onPress={onFind}>
        <Search size={18} strokeWidth={1.75} />
      </RailButton>
      <RailButton name={words.rail.switchTheme(other)} onPress={switchTheme} wide>
        {theme === "dark" ? (
          <Sun size={18} strokeWidth={1.75} />
        ) : (
          <Moon size={18} strokeWidth={1.75} />
        )}
      </RailButton>
      <RailButton
        name={`${words.rail.leave} (${session.user.name})`}
        onPress={() => void leave(client)}
        wide
      >
        <LogOut size={18} strokeWidth={1.75} />
      </RailButton>
      <span
        className={styles.pulse}
        data-live={live}
        role="img"
        aria-label={live === "live" ? words.live.live : words.live[live]}
        title={words.live[live]}
      />
    </nav>
  );
}

interface RailButtonProps {
  name: string;
  shortcut?: string;
  onPress: () => void;
  /** Only where there is room for it. */
  wide?: boolean;
  children: ReactNode;
}

function RailButton({ name, shortcut, onPress, wide, children }: RailButtonProps) {
  return (
    <TooltipTrigger delay={400}>
      <Button
        className={`${styles.railItem} ${wide ? styles.wideOnly : ""}`}
        aria-label={name}
        onPress={onPress}
      >
        {children}
      </Button>
      <Tooltip placement="right" offset={6} className={styles.tooltip}>
        {name} {shortcut && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
