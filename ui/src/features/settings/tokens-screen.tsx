import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { answer, api, type Role, type Schemas } from "@/lib/api/client";
import { tokensQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { common } from "@/lib/texts/common";
import { settings as texts } from "@/lib/texts/settings";
import { Button } from "@/ui/button";
import { DataTable } from "@/ui/data-table";
import { Dialog } from "@/ui/dialog";
import { Select, TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { RemoveButton } from "@/ui/remove-button";
import { Empty } from "@/ui/states";
import { Time } from "@/ui/time";
import { MadeToken } from "./made-token";
import { roleOptions } from "./roles";

type Item = Schemas["TokenItem"];
type Expiry = keyof typeof texts.expiryChoices;

const day = 86_400_000;

export function TokensScreen() {
  const [making, setMaking] = useState(false);
  return (
    <Page
      title={texts.tokensTitle}
      intro={texts.tokensIntro}
      actions={
        <Button look="primary" icon={<Plus size={15} aria-hidden="true" />} onClick={() => setMaking(true)}>
          {texts.newToken}
        </Button>
      }
    >
      <Loaded lines={6}>
        <List />
      </Loaded>
      <Dialog open={making} title={texts.newToken} onClose={() => setMaking(false)}>
        <NewToken onDone={() => setMaking(false)} />
      </Dialog>
    </Page>
  );
}

function List() {
  const paged = usePaged<Item>(tokensQuery);
  if (paged.rows.length === 0) {
    return (
      <Empty icon={<KeyRound size={18} />} title={texts.tokensEmpty}>
        {texts.tokensEmptyText}
      </Empty>
    );
  }
  return (
    <DataTable
      label={texts.tokensTitle}
      paged={paged}
      rowKey={(item) => item.id}
      columns={[
        {
          id: "name",
          header: texts.name,
          cell: (item) => (
            <span className="two-lines">
              <span className="strong">{item.name}</span>
              <code className="small faint">{item.id}</code>
            </span>
          ),
        },
        { id: "role", header: texts.role, cell: (item) => item.role },
        {
          id: "used",
          header: texts.lastUsed,
          priority: 2,
          cell: (item) => (
            <span className="muted">
              {item.last_used_at ? <Time value={item.last_used_at} look="ago" /> : common.never}
            </span>
          ),
        },
        {
          id: "expires",
          header: texts.expires,
          priority: 2,
          cell: (item) => (
            <span className="muted">{item.expires_at ? <Time value={item.expires_at} /> : common.never}</span>
          ),
        },
        {
          id: "commands",
          header: common.actions,
          quietHeader: true,
          align: "end",
          cell: (item) => (
            <RemoveButton
              of={item.name}
              title={texts.revokeTitle(item.name)}
              text={texts.revokeText}
              action={texts.revoke}
              remove={() => answer(api.DELETE("/api/v1/tokens/{token}", { params: { path: { token: item.id } } }))}
              removed={texts.revoked}
              stale={tokensQuery.queryKey}
            />
          ),
        },
      ]}
    />
  );
}

function NewToken({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const [expiry, setExpiry] = useState<Expiry>("90");
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/tokens", {
          body: {
            name,
            role,
            expires_at: expiry === "never" ? null : new Date(Date.now() + Number(expiry) * day).toISOString(),
          },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  if (make.data) {
    return (
      <div className="stack">
        <MadeToken secret={make.data.secret} />
        <div className="row">
          <Button onClick={onDone}>{common.close}</Button>
        </div>
      </div>
    );
  }
  return (
    <Form save={make} action={texts.createToken}>
      <TextField
        label={texts.name}
        hint={texts.nameHint}
        value={name}
        onChange={setName}
        maxLength={100}
        isRequired
        autoFocus
      />
      <Select label={texts.role} value={role} options={roleOptions} onChange={(value) => setRole(value as Role)} />
      <Select
        label={texts.expires}
        value={expiry}
        options={Object.entries(texts.expiryChoices).map(([value, label]) => ({ value, label }))}
        onChange={(value) => setExpiry(value as Expiry)}
      />
    </Form>
  );
}
