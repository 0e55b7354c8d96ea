import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, Problem } from "../api/client";
import { changeSession } from "../api/queries";
import type { Session } from "../api/types";
import { Button } from "../parts/button";
import parts from "../parts/parts.module.css";
import { words } from "../words";
import { DoorSheet, Field, SecretField } from "./parts";

export function whyNot(error: Error): string {
  if (!(error instanceof Problem)) return error.message;
  if (error.status === 401) return words.door.wrong;
  if (error.status === 429) return words.door.slowDown(error.retryAfterSeconds ?? 60);
  return error.message;
}

export function Login() {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => call<Session>("POST", "/session", { body: { email, password } }),
    onSuccess: (session) => changeSession(client, session),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <DoorSheet>
      <form onSubmit={submit}>
        <h1>{words.door.title}</h1>
        <Field
          label={words.door.email}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          autoFocus
        />
        <SecretField
          label={words.door.password}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        {enter.error && (
          <p className={parts.trouble} role="alert">
            {whyNot(enter.error)}
          </p>
        )}
        <Button look="strong" type="submit" isDisabled={enter.isPending}>
          {enter.isPending ? words.door.entering : words.door.enter}
        </Button>
      </form>
    </DoorSheet>
  );
}
