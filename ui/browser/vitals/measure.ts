import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** A network and a processor as people have them; bytes per second, milliseconds, and how many times slower. */
export interface Conditions {
  name: string;
  latency: number;
  download: number;
  upload: number;
  cpu: number;
  /** The goal for LCP, in milliseconds. */
  lcp: number;
}

/** The profiles of Lighthouse's "slow 4G" with its 4x slower processor, and a usual cable line. */
export const conditions: readonly Conditions[] = [
  { name: "cable", latency: 28, download: 5e6 / 8, upload: 1e6 / 8, cpu: 1, lcp: 1200 },
  { name: "slow 4G, 4x CPU", latency: 150, download: 1.6384e6 / 8, upload: 750e3 / 8, cpu: 4, lcp: 2000 },
];

/** The web vitals of one visit; milliseconds, CLS without a unit. */
export interface Vitals {
  lcp: number;
  inp: number;
  cls: number;
}

/** Records what the browser reports, from before the page's first script. See https://web.dev/articles/vitals. */
export async function observe(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const vitals = { lcp: 0, inp: 0, cls: 0 };
    Object.assign(window, { vitals });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) vitals.lcp = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) vitals.cls += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId) vitals.inp = Math.max(vitals.inp, entry.duration);
      }
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Slows the page down. */
export async function throttle(page: Page, { latency, download, upload, cpu }: Conditions): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: download,
    uploadThroughput: upload,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  return session;
}

/** What was recorded, once the browser has painted what the last interaction changed. */
export function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    // Reports are handed over when the browser is idle.
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
    return (window as unknown as { vitals: Vitals }).vitals;
  });
}
