import { settings as texts } from "@/lib/texts/settings";

export const roleOptions = Object.entries(texts.roles).map(([value, label]) => ({ value, label }));
