/* Sending against an error: possible, with a reason that goes on record under the agent's name. */
import { type FormEvent, useId, useState } from "react";
import { Button } from "../parts/button";
import { words } from "../words";
import styles from "./composer.module.css";
import type { PlacedFinding } from "./findings";
import type { Overriding } from "./use_send";

interface Props {
  errors: PlacedFinding[];
  sending: boolean;
  onSend: (overrides: Overriding[]) => void;
  onBack: () => void;
}

export function Override({ errors, sending, onSend, onBack }: Props) {
  const id = useId();
  const rules = [...new Map(errors.map((error) => [error.rule, error])).values()];
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const complete = rules.every((each) => (reasons[each.rule] ?? "").trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    onSend(rules.map(({ rule }) => ({ rule, reason: (reasons[rule] ?? "").trim() })));
  };
  return (
    <form className={styles.override} onSubmit={submit} aria-label={words.composer.overrideTitle}>
      <p>
        <strong>{words.composer.overrideTitle}.</strong> {words.composer.overrideText}
      </p>
      {rules.map((each, index) => (
        <div key={each.rule} className={styles.reason}>
          <label htmlFor={`${id}-${each.rule}`}>{each.message}</label>
          <input
            id={`${id}-${each.rule}`}
            // biome-ignore lint/a11y/noAutofocus: the form opens on the agent's own press
            autoFocus={index === 0}
            required
            placeholder={words.composer.overrideReason}
            value={reasons[each.rule] ?? ""}
            onChange={(event) => setReasons({ ...reasons, [each.rule]: event.target.value })}
            onKeyDown={(event) => event.key === "Escape" && onBack()}
          />
        </div>
      ))}
      <div className={styles.foot}>
        <span className={styles.say} />
        <Button look="quiet" onPress={onBack}>
          {words.composer.overrideBack}
        </Button>
        <Button look="strong" type="submit" isDisabled={!complete || sending}>
          {words.composer.overrideSend}
        </Button>
      </div>
    </form>
  );
}
