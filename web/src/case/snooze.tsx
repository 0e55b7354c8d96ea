import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Button } from "../parts/button";
import { now } from "../time/clock";
import { words } from "../words";
import styles from "./case.module.css";

interface Props {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onSnooze: (until: string) => void;
}

const opensAtHour = 9;

/** When each choice ends, in the agent's own zone. Exported for its test. */
export function snoozeEnds(nowMs: number): Record<"hour" | "tomorrow" | "monday", Date> {
  const tomorrow = new Date(nowMs);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(opensAtHour, 0, 0, 0);
  const monday = new Date(nowMs);
  monday.setDate(monday.getDate() + ((8 - monday.getDay()) % 7 || 7));
  monday.setHours(opensAtHour, 0, 0, 0);
  return { hour: new Date(nowMs + 3_600_000), tomorrow, monday };
}

export function SnoozeMenu({ isOpen, onOpenChange, onSnooze }: Props) {
  const choices = ["hour", "tomorrow", "monday"] as const;
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button look="quiet" shortcut="S">
        {words.pane.snooze}
      </Button>
      <Popover className={styles.menu} placement="bottom end">
        <Menu
          aria-label={words.pane.snooze}
          onAction={(key) => {
            const ends = snoozeEnds(now())[key as (typeof choices)[number]];
            onSnooze(ends.toISOString());
          }}
        >
          {choices.map((choice) => (
            <MenuItem key={choice} id={choice} className={styles.menuItem}>
              {words.pane.snoozeFor[choice]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
