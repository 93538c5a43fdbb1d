import { useSuspenseQuery } from "@tanstack/react-query";
import { CalendarClock, Hand, Webhook } from "lucide-react";
import { variablesQuery } from "@/lib/api/queries";
import { slug } from "@/lib/json";
import { usePaged } from "@/lib/paged";
import { toolAction as texts } from "@/lib/texts/tool-action";
import { Select, TextField } from "@/ui/field";
import type { HmacDraft, TriggerDraft } from "./draft";

const icons = { manual: Hand, webhook: Webhook, schedule: CalendarClock };
const kinds = ["manual", "webhook", "schedule"] as const;

export function TriggerChoice({
  chosen,
  onChoose,
}: {
  chosen: TriggerDraft["kind"];
  onChoose: (kind: TriggerDraft["kind"]) => void;
}) {
  return (
    <div className="cards small">
      {kinds.map((kind) => {
        const Icon = icons[kind];
        const [title, description] = texts.triggers[kind];
        return (
          <button
            key={kind}
            type="button"
            className="card"
            aria-pressed={kind === chosen}
            onClick={() => onChoose(kind)}
          >
            <span className="row strong">
              <Icon size={16} aria-hidden="true" />
              {title}
            </span>
            <span className="small muted">{description}</span>
          </button>
        );
      })}
    </div>
  );
}

interface FieldsProps<Draft> {
  project: string;
  trigger: Draft;
  /** What was looked for when it was to be saved and is not chosen yet. */
  missing: ReadonlySet<string>;
  onChange: (trigger: Draft) => void;
}

export function TriggerFields({ project, trigger, missing, onChange }: FieldsProps<TriggerDraft>) {
  switch (trigger.kind) {
    case "manual":
      return null;
    case "webhook":
      return <WebhookFields project={project} trigger={trigger} missing={missing} onChange={onChange} />;
    case "schedule":
      return <ScheduleFields project={project} trigger={trigger} missing={missing} onChange={onChange} />;
  }
}

type WebhookDraft = Extract<TriggerDraft, { kind: "webhook" }>;
type ScheduleDraft = Extract<TriggerDraft, { kind: "schedule" }>;

function WebhookFields({ project, trigger, missing, onChange }: FieldsProps<WebhookDraft>) {
  const shared = trigger.preset !== "none" && trigger.preset !== "";
  return (
    <div className="columns">
      <TextField
        label={texts.path}
        hint={texts.pathHint(project, trigger.path)}
        value={trigger.path}
        maxLength={64}
        code
        onChange={(path) => onChange({ ...trigger, path: path.toLowerCase() })}
        onBlur={() => onChange({ ...trigger, path: slug(trigger.path) })}
      />
      <Select
        label={texts.preset}
        value={trigger.preset}
        empty={trigger.preset === "" ? texts.choosePreset : undefined}
        error={missing.has("preset") ? texts.presetMissing : null}
        options={Object.entries(texts.presets).map(([value, label]) => ({ value, label }))}
        onChange={(preset) => onChange({ ...trigger, preset })}
      />
      {shared && <SecretField project={project} trigger={trigger} missing={missing} onChange={onChange} />}
      {trigger.preset === "hmac" && (
        <HmacFields
          hmac={trigger.hmac}
          headerMissing={missing.has("header")}
          onChange={(hmac) => onChange({ ...trigger, hmac })}
        />
      )}
    </div>
  );
}

const algorithms = ["sha1", "sha256", "sha512"].map((value) => ({ value, label: value.toUpperCase() }));

interface HmacFieldsProps {
  hmac: HmacDraft;
  headerMissing: boolean;
  onChange: (hmac: HmacDraft) => void;
}

function HmacFields({ hmac, headerMissing, onChange }: HmacFieldsProps) {
  const text = (name: "header" | "prefix" | "timestampHeader" | "signed") => ({
    value: hmac[name],
    maxLength: 200,
    code: true,
    onChange: (value: string) => onChange({ ...hmac, [name]: value }),
  });
  return (
    <>
      <TextField
        label={texts.hmacHeader}
        hint={texts.hmacHeaderHint}
        error={headerMissing ? texts.hmacHeaderMissing : null}
        isRequired
        {...text("header")}
      />
      <details className="advanced">
        <summary>{texts.hmacMore}</summary>
        <div className="stack">
          <Select
            label={texts.hmacAlgorithm}
            value={hmac.algorithm || "sha256"}
            options={algorithms}
            onChange={(algorithm) => onChange({ ...hmac, algorithm })}
          />
          <Select
            label={texts.hmacEncoding}
            value={hmac.encoding || "hex"}
            options={Object.entries(texts.hmacEncodings).map(([value, label]) => ({ value, label }))}
            onChange={(encoding) => onChange({ ...hmac, encoding })}
          />
          <TextField label={texts.hmacPrefix} hint={texts.hmacPrefixHint} optional {...text("prefix")} />
          <TextField label={texts.hmacTimestamp} hint={texts.hmacTimestampHint} optional {...text("timestampHeader")} />
          <TextField label={texts.hmacSigned} hint={texts.hmacSignedHint} optional {...text("signed")} />
        </div>
      </details>
    </>
  );
}

function SecretField({ project, trigger, missing, onChange }: FieldsProps<WebhookDraft>) {
  const { rows } = usePaged<{ name: string; secret: boolean }>(variablesQuery(project));
  const secrets = rows.filter((variable) => variable.secret);
  return (
    <Select
      label={texts.secret}
      hint={texts.secretHint}
      error={secrets.length === 0 ? texts.noSecrets : missing.has("secret") ? texts.secretMissing : null}
      value={trigger.secret}
      empty="–"
      options={secrets.map(({ name }) => ({ value: name, label: name }))}
      onChange={(secret) => onChange({ ...trigger, secret })}
    />
  );
}

function ScheduleFields({ trigger, onChange }: FieldsProps<ScheduleDraft>) {
  const { data: zones } = useSuspenseQuery({
    queryKey: ["zones"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => [...new Set(["UTC", trigger.zone, ...Intl.supportedValuesOf("timeZone")])],
  });
  return (
    <div className="columns">
      <Select
        label={texts.timing}
        value={trigger.timing}
        options={Object.entries(texts.timings).map(([value, label]) => ({ value, label }))}
        onChange={(timing) => onChange({ ...trigger, timing: timing as ScheduleDraft["timing"] })}
      />
      {trigger.timing === "every" ? (
        <TextField
          label={texts.every}
          hint={texts.everyHint}
          value={trigger.every}
          code
          isRequired
          onChange={(every) => onChange({ ...trigger, every })}
        />
      ) : (
        <>
          <Select
            label={texts.cronPreset}
            value={trigger.cron in texts.cronPresets ? trigger.cron : ""}
            empty="–"
            options={Object.entries(texts.cronPresets).map(([value, label]) => ({ value, label }))}
            onChange={(cron) => cron !== "" && onChange({ ...trigger, cron })}
          />
          <TextField
            label={texts.cron}
            hint={texts.cronHint}
            value={trigger.cron}
            code
            isRequired
            onChange={(cron) => onChange({ ...trigger, cron })}
          />
          <Select
            label={texts.zone}
            value={trigger.zone}
            options={zones.map((zone) => ({ value: zone, label: zone }))}
            onChange={(zone) => onChange({ ...trigger, zone })}
          />
        </>
      )}
    </div>
  );
}
