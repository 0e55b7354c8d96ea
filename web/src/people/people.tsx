import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, Problem } from "../api/client";
import { usersQuery } from "../api/queries";
import { Field, SecretField } from "../door/parts";
import { Button } from "../parts/button";
import { pageStyles as page, Sheet, Table } from "../parts/page";
import parts from "../parts/parts.module.css";
import { Empty, Patience, Trouble } from "../parts/states";
import { useSession } from "../shell/shell";
import { words } from "../words";

export function PeoplePage() {
  const me = useSession().user;
  const query = useQuery(usersQuery);
  const [adding, setAdding] = useState(false);
  if (query.isPending) return <Patience text={words.pane.loading} />;
  if (query.error) {
    if (query.error instanceof Problem && query.error.status === 403) {
      return <Empty title={words.people.title} text={words.people.notAllowed} />;
    }
    return <Trouble error={query.error} again={() => query.refetch()} />;
  }
  return (
    <Sheet
      title={words.people.title}
      lead={words.people.lead}
      side={
        !adding &&
        me.role === "admin" && <Button onPress={() => setAdding(true)}>{words.people.add}</Button>
      }
    >
      <Table label={words.people.title}>
        <thead>
          <tr>
            <th scope="col">{words.people.name}</th>
            <th scope="col">{words.people.email}</th>
            <th scope="col">{words.people.role}</th>
          </tr>
        </thead>
        <tbody>
          {query.data.items.map((user) => (
            <tr key={user.id}>
              <td>
                {user.name}{" "}
                {user.id === me.id && <span className={page.quiet}>{words.people.you}</span>}
                {user.disabled && <span className={page.warn}> {words.people.disabled}</span>}
              </td>
              <td>{user.email}</td>
              <td>{words.people.roles[user.role] ?? user.role}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {adding && <AddSomebody done={() => setAdding(false)} />}
    </Sheet>
  );
}

function AddSomebody({ done }: { done: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState("agent");
  const add = useMutation({
    mutationFn: () => call("POST", "/users", { body: { name, email, password, role } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["users"] });
      done();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={page.section} onSubmit={submit}>
      <h2>{words.people.add}</h2>
      <div className={page.inline}>
        <Field
          label={words.people.name}
          name="name"
          autoComplete="off"
          value={name}
          onChange={setName}
        />
        <Field
          label={words.people.email}
          name="email"
          type="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
        />
        <div className={parts.field}>
          <label htmlFor="role">{words.people.role}</label>
          <select id="role" value={role} onChange={(event) => setRole(event.target.value)}>
            {Object.entries(words.people.roles).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <SecretField
          label={words.people.password}
          hint={words.people.passwordHint}
          minLength={12}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        <Button look="strong" type="submit" isDisabled={add.isPending}>
          {add.isPending ? words.people.adding : words.people.add}
        </Button>
      </div>
      {add.error && (
        <p className={parts.trouble} role="alert">
          {add.error.message}
        </p>
      )}
    </form>
  );
}
