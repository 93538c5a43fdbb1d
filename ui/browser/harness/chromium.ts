import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Starts Chromium without a way out of this machine: an address that is not loopback does not resolve. */
export function launch(): Promise<Browser> {
  if (!existsSync(executable)) {
    throw new Error(`There is no ${executable}. Install Chromium (apt install chromium), or name another in CHROMIUM.`);
  }
  return chromium.launch({
    executablePath: executable,
    args: [
      // Containers seldom permit the sandbox; what is opened here is the product alone.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/** How people see the product. */
export const looks = {
  desk: { colorScheme: "light", viewport: { width: 1360, height: 850 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

/** What went wrong in a page without anybody seeing it. */
export interface Watch {
  /** Lets what matches happen, a request's address or the words in the console: the journey is about that failure. */
  permit(expected: RegExp): void;
  /** @throws when the page wrote an error, asked another origin for something, or a request failed */
  requireQuiet(): void;
}

/** Before anybody has signed in, the question who is there is answered 401. */
const whoIsThere = /\/api\/v1\/session$/;

export function watch(page: Page, origin: string): Watch {
  const complaints: string[] = [];
  const excused = [whoIsThere];
  const isExcused = (...words: string[]) => words.some((word) => excused.some((pattern) => pattern.test(word)));
  page.on("console", (message) => {
    if (message.type() !== "error" || isExcused(message.location().url, message.text())) return;
    complaints.push(`console at ${page.url()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(`error at ${page.url()}: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) complaints.push(`another origin: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Leaving a page gives up what it was still asking for.
    if (reason !== "net::ERR_ABORTED" && !isExcused(request.url())) complaints.push(`${reason}: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500 && !isExcused(response.url())) {
      complaints.push(`${response.status()}: ${response.url()}`);
    }
  });
  return {
    permit: (expected) => void excused.push(expected),
    requireQuiet() {
      if (complaints.length > 0) throw new Error(`The page was not quiet:\n${complaints.join("\n")}`);
    },
  };
}
