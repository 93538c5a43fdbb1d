import { serverUrl } from "./base-path";

export function toolIconUrl(tool: string): string {
  return serverUrl(`/api/v1/tools/${encodeURIComponent(tool)}/icon.svg`);
}
