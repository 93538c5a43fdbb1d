import { useQuery } from "@tanstack/react-query";
import type { Role } from "./api/client";
import { sessionQuery } from "./api/queries";

const ranks: readonly Role[] = ["viewer", "operator", "editor", "owner"];

/** Whether a role includes another; the server decides, this only spares people buttons that would be refused. */
export function includes(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && ranks.indexOf(role) >= ranks.indexOf(needed);
}

export function useRole(needed: Role): boolean {
  return includes(useOwnRole(), needed);
}

/** The role of who is signed in; undefined until it is known. */
export function useOwnRole(): Role | undefined {
  return useQuery(sessionQuery).data?.role;
}
