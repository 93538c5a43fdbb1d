import type { Schemas } from "@/lib/api/client";
import { connections as texts } from "@/lib/texts/connections";
import type { Values } from "@/schema-form/model";
import type { JsonSchema } from "@/schema-form/schema";

/** How much a connection may be used, as a form. The server's bounds are the ones that count. */
export const limitsSchema: JsonSchema = {
  type: "object",
  properties: {
    concurrency: {
      type: "integer",
      minimum: 1,
      maximum: 10_000,
      title: texts.limitConcurrency,
      description: texts.limitConcurrencyHint,
    },
    rate: {
      type: "object",
      title: texts.limitRate,
      description: texts.limitRateHint,
      required: ["limit", "period"],
      properties: {
        limit: { type: "integer", minimum: 1, maximum: 1_000_000, title: texts.limitCalls },
        period: {
          type: "string",
          title: texts.limitPeriod,
          "x-ui": { placeholder: "PT1M", help: texts.limitPeriodHint },
        },
      },
    },
  },
};

/** As the form holds them: what is not limited is left out. */
export function limitValues(limits: Schemas["LimitsView"] | undefined): Values {
  const values: Values = {};
  if (limits?.concurrency) values.concurrency = limits.concurrency;
  if (limits?.rate) values.rate = { ...limits.rate };
  return values;
}

/** As the server takes them: what is left out is not limited any more. */
function limitsOf(values: Values): Schemas["LimitsView"] {
  return {
    concurrency: (values.concurrency as number | undefined) ?? null,
    rate: (values.rate as Schemas["RateView"] | undefined) ?? null,
  };
}

/** What to send: nothing where nobody has touched them, so that what others changed meanwhile stays. */
export function changedLimits(
  values: Values,
  before: Schemas["LimitsView"] | undefined,
): Schemas["LimitsView"] | undefined {
  const limits = limitsOf(values);
  return JSON.stringify(limits) === JSON.stringify(limitsOf(limitValues(before))) ? undefined : limits;
}
