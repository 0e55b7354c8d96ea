/*
 * The frame around every room: the rail, the shared event stream, the palette, the keys that work
 * everywhere.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { joinLive, type LiveState } from "../api/live";
import { applyEvent, sessionQuery } from "../api/queries";
import type { Session } from "../api/types";
import { words } from "../words";
import { Help } from "./help";
import { useKeys } from "./keys";
import { Palette } from "./palette";
import { Rail } from "./rail";
import styles from "./shell.module.css";

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside the shell");
  return session;
}

export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [live, setLive] = useState<LiveState>("starting");
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);

  useEffect(
    () =>
      joinLive({
        onEvent: (event) => applyEvent(client, event),
        onState: setLive,
        onSignedOut: () => client.setQueryData(sessionQuery.queryKey, null),
      }),
    [client],
  );

  useKeys({
    "mod+k": () => setPalette((open) => !open),
    "?": () => setHelp(true),
    "1": () => void navigate({ to: "/cases", search: {} }),
    "2": () => void navigate({ to: "/cases", search: { view: "mine" } }),
    "3": () => void navigate({ to: "/cases", search: { view: "unowned" } }),
    "4": () => void navigate({ to: "/cases", search: { view: "waiting" } }),
  });

  return (
    <SessionProvider value={session}>
      <div className={styles.shell}>
        <Rail live={live} onFind={() => setPalette(true)} />
        <div className={styles.room}>
          {live === "reconnecting" && (
            <p className={styles.reconnecting} role="status">
              {words.live.reconnecting}
            </p>
          )}
          {children}
        </div>
      </div>
      <Palette isOpen={palette} onOpenChange={setPalette} onHelp={() => setHelp(true)} />
      <Help isOpen={help} onOpenChange={setHelp} />
    </SessionProvider>
  );
}
