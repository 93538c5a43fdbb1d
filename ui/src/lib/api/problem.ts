import { errors } from "@/lib/texts/common";

/** One thing that is wrong, with its place; line and column count from 1 and are 0 where there is no text. */
export interface ProblemItem {
  path: string;
  line: number;
  column: number;
  message: string;
}

/**
 * An answer that is no success, as an error. `code` is stable and may be compared; `message` is a sentence for people.
 * Status 0 means that no answer came. The format is RFC 9457.
 */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly items: ProblemItem[] = [],
    readonly trace: string | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }

  /** Whether asking again unchanged may help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503;
  }
}

function isItem(value: unknown): value is ProblemItem {
  return typeof value === "object" && value !== null && typeof (value as ProblemItem).message === "string";
}

/** Reads an answer that is no success. A body that is no problem document still gives a sentence. */
export function problemOf(status: number, body: unknown, retryAfter: string | null = null): Problem {
  const seconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  if (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string") {
    const known = body as { code: string; detail?: unknown; title?: unknown; errors?: unknown; trace?: unknown };
    const detail = [known.detail, known.title].find((text): text is string => typeof text === "string" && text !== "");
    return new Problem(
      status,
      known.code,
      detail ?? errors.unexpected(status),
      Array.isArray(known.errors) ? known.errors.filter(isItem) : [],
      typeof known.trace === "string" ? known.trace : null,
      seconds,
    );
  }
  return new Problem(status, "unexpected", errors.unexpected(status), [], null, seconds);
}

/** The problem in anything that was thrown, so that screens have one kind of error to show. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return new Problem(0, "unreachable", errors.unreachable);
  }
  return new Problem(0, "broken", error instanceof Error && error.message ? error.message : errors.broken);
}
