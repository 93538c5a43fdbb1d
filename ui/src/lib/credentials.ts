import { welcome } from "./texts/shell";

/** The form that accounts keep; the server has the same rule. */
const address = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const longestAddress = 254;
const shortestPassword = 12;

export function emailProblem(email: string): string | null {
  if (email.trim() === "") return welcome.emailMissing;
  return address.test(email.trim()) && email.trim().length <= longestAddress ? null : welcome.emailWrong;
}

/** @param choosing whether it is a new one, which must be long enough */
export function passwordProblem(password: string, choosing: boolean): string | null {
  if (password === "") return choosing ? welcome.passwordToChoose : welcome.passwordMissing;
  return choosing && [...password].length < shortestPassword ? welcome.passwordShort : null;
}
