import { type ReactNode, useId, useState } from "react";
import { Button } from "../parts/button";
import parts from "../parts/parts.module.css";
import { words } from "../words";
import styles from "./door.module.css";

export function DoorSheet({ children }: { children: ReactNode }) {
  return (
    <main className={styles.door}>
      <div className={styles.sheet}>
        <div className={styles.mark}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {words.product}
        </div>
        {children}
        <p className={styles.motto}>{words.door.motto}</p>
      </div>
    </main>
  );
}

interface FieldProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email";
  hint?: string;
  autoComplete: string;
  autoFocus?: boolean;
}

export function Field({ label, hint, onChange, type = "text", ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className={parts.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        type={type}
        required
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <p className={parts.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface SecretProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  minLength?: number;
  autoComplete: "current-password" | "new-password";
}

export function SecretField({
  label,
  value,
  onChange,
  hint,
  minLength,
  autoComplete,
}: SecretProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className={parts.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.secret}>
        <input
          id={id}
          name="password"
          type={shown ? "text" : "password"}
          required
          minLength={minLength}
          autoComplete={autoComplete}
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button look="quiet" small onPress={() => setShown(!shown)}>
          {shown ? words.door.hide : words.door.show}
        </Button>
      </div>
      {hint && (
        <p className={parts.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
