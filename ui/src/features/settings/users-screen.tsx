import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { answer, api, type Role, type Schemas } from "@/lib/api/client";
import { usersQuery } from "@/lib/api/queries";
import { emailProblem, passwordProblem } from "@/lib/credentials";
import { focusFirstProblem } from "@/lib/focus-problem";
import { usePaged } from "@/lib/paged";
import { common } from "@/lib/texts/common";
import { settings as texts } from "@/lib/texts/settings";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { DataTable } from "@/ui/data-table";
import { Dialog } from "@/ui/dialog";
import { Select, TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { PasswordField } from "@/ui/password-field";
import { RemoveButton } from "@/ui/remove-button";
import { Time } from "@/ui/time";
import { roleOptions } from "./roles";

type Item = Schemas["UserItem"];

export function UsersScreen() {
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={texts.usersTitle}
      intro={texts.usersIntro}
      actions={
        <Button look="primary" icon={<Plus size={15} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {texts.newUser}
        </Button>
      }
    >
      <Loaded lines={5}>
        <List />
      </Loaded>
      <Dialog open={adding} title={texts.newUser} onClose={() => setAdding(false)}>
        <NewUser onDone={() => setAdding(false)} />
      </Dialog>
    </Page>
  );
}

function List() {
  const paged = usePaged<Item>(usersQuery);
  const owners = paged.rows.filter((item) => item.role === "owner").length;
  return (
    <DataTable
      label={texts.usersTitle}
      paged={paged}
      rowKey={(item) => item.id}
      columns={[
        { id: "email", header: texts.email, cell: (item) => <span className="strong">{item.email}</span> },
        { id: "role", header: texts.role, cell: (item) => item.role },
        {
          id: "created",
          header: texts.created,
          priority: 2,
          cell: (item) => (
            <span className="muted">
              <Time value={item.created_at} />
            </span>
          ),
        },
        {
          id: "commands",
          header: common.actions,
          quietHeader: true,
          align: "end",
          cell: (item) => (
            <RemoveButton
              of={item.email}
              title={texts.removeUserTitle(item.email)}
              text={texts.removeUserText}
              hindered={item.role === "owner" && owners === 1 && !paged.hasMore ? texts.lastOwner : undefined}
              remove={() => answer(api.DELETE("/api/v1/users/{user}", { params: { path: { user: item.id } } }))}
              removed={texts.userRemoved}
              stale={usersQuery.queryKey}
            />
          ),
        },
      ]}
    />
  );
}

function NewUser({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/users", { body: { email, password, role } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
      toast(texts.userAdded);
      onDone();
    },
  });
  const save = {
    ...add,
    mutate: () => {
      setTried(true);
      if (emailProblem(email) === null && passwordProblem(password, true) === null) add.mutate();
      else focusFirstProblem();
    },
  };
  return (
    <Form save={save} action={texts.createUser}>
      <TextField
        label={texts.email}
        type="email"
        error={tried ? emailProblem(email) : null}
        value={email}
        onChange={setEmail}
        isRequired
        autoFocus
      />
      <PasswordField
        label={texts.password}
        hint={texts.passwordHint}
        error={tried ? passwordProblem(password, true) : null}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <Select label={texts.role} value={role} options={roleOptions} onChange={(value) => setRole(value as Role)} />
    </Form>
  );
}
