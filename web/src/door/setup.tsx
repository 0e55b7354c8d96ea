import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../api/client";
import { changeSession } from "../api/queries";
import type { Session } from "../api/types";
import { Button } from "../parts/button";
import parts from "../parts/parts.module.css";
import { words } from "../words";
import styles from "./door.module.css";
import { whyNot } from "./login";
import { DoorSheet, Field, SecretField } from "./parts";

/** The first minute of a new desk: one account that runs it. */
export function Setup() {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const begin = useMutation({
    mutationFn: () => call<Session>("POST", "/setup", { body: { name, email, password } }),
    onSuccess: (session) => changeSession(client, session),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <DoorSheet>
      <form onSubmit={submit}>
        <h1>{words.door.setupTitle}</h1>
        <p className={styles.lead}>{words.door.setupText}</p>
        <Field
          label={words.door.name}
          name="name"
          hint={words.door.nameHint}
          autoComplete="name"
          value={name}
          onChange={setName}
          autoFocus
        />
        <Field
          label={words.door.email}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <SecretField
          label={words.door.newPassword}
          hint={words.door.newPasswordHint}
          minLength={12}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        {begin.error && (
          <p className={parts.trouble} role="alert">
            {whyNot(begin.error)}
          </p>
        )}
        <Button look="strong" type="submit" isDisabled={begin.isPending}>
          {begin.isPending ? words.door.beginning : words.door.begin}
        </Button>
      </form>
    </DoorSheet>
  );
}
