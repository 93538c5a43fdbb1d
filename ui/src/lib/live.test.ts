import { describe, expect, it, vi } from "vitest";
import { follow, type LiveEnvironment, type LiveMessage } from "./live";

class FakeSource {
  readyState = 1;
  closed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  addEventListener(name: string, listener: (event: MessageEvent<string>) => void) {
    this.listeners.set(name, listener);
  }

  tell(name: string, data: string) {
    this.listeners.get(name)?.({ data } as MessageEvent<string>);
  }

  close() {
    this.closed = true;
  }
}

/** A browser whose frames and timers come when the test says so. */
class FakeBrowser implements LiveEnvironment {
  readonly sources: FakeSource[] = [];
  readonly frames: (() => void)[] = [];
  readonly timers: { run: () => void; milliseconds: number }[] = [];

  open() {
    const source = new FakeSource();
    this.sources.push(source);
    return source as unknown as EventSource;
  }

  nextFrame(run: () => void) {
    this.frames.push(run);
  }

  later(run: () => void, milliseconds: number) {
    return this.timers.push({ run, milliseconds });
  }

  cancel() {}

  get source(): FakeSource {
    const last = this.sources.at(-1);
    if (!last) throw new Error("no stream was opened");
    return last;
  }

  paint() {
    for (const frame of this.frames.splice(0)) frame();
  }
}

function start() {
  const browser = new FakeBrowser();
  const batches: LiveMessage[][] = [];
  const states: boolean[] = [];
  const stop = follow(
    {
      url: "/live",
      names: ["attempt", "end"],
      last: "end",
      onBatch: (messages) => batches.push(messages),
      onState: (open) => states.push(open),
    },
    browser,
  );
  return { browser, batches, states, stop };
}

describe("a live stream", () => {
  it("hands over all of a frame's events at once, in order", () => {
    const { browser, batches } = start();
    browser.source.tell("attempt", "1");
    browser.source.tell("attempt", "2");
    expect(batches).toEqual([]);
    expect(browser.frames).toHaveLength(1);
    browser.paint();
    expect(batches).toEqual([
      [
        { name: "attempt", data: 1 },
        { name: "attempt", data: 2 },
      ],
    ]);
  });

  it("ends after the last event and still delivers it", () => {
    const { browser, batches, states } = start();
    browser.source.tell("end", "{}");
    expect(browser.source.closed).toBe(true);
    expect(states).toEqual([false]);
    browser.paint();
    expect(batches).toHaveLength(1);
  });

  it("opens again after a refusal, later each time", () => {
    const { browser } = start();
    for (const pause of [2000, 4000, 8000]) {
      browser.source.readyState = 2;
      browser.source.onerror?.();
      expect(browser.timers.at(-1)?.milliseconds).toBe(pause);
      browser.timers.at(-1)?.run();
    }
    expect(browser.sources).toHaveLength(4);
  });

  it("leaves coming back to the browser when only the connection was lost", () => {
    const { browser, states } = start();
    browser.source.readyState = 0;
    browser.source.onerror?.();
    expect(browser.timers).toEqual([]);
    expect(states).toEqual([false]);
  });

  it("says nothing any more once it is closed", () => {
    const { browser, batches, stop } = start();
    browser.source.tell("attempt", "1");
    stop();
    browser.paint();
    expect(batches).toEqual([]);
    expect(browser.source.closed).toBe(true);
  });

  it("passes over what is no JSON", () => {
    const { browser } = start();
    browser.source.tell("attempt", "{");
    expect(browser.frames).toEqual([]);
  });
});

describe("in a browser", () => {
  it("frames deliver while the tab is seen, and a second's wait while it is hidden", () => {
    const opened: FakeSource[] = [];
    vi.stubGlobal(
      "EventSource",
      class extends FakeSource {
        constructor() {
          super();
          opened.push(this);
        }
      },
    );
    vi.useFakeTimers();
    const batches: LiveMessage[][] = [];
    const stop = follow({ url: "/live", names: ["attempt"], last: "end", onBatch: (batch) => batches.push(batch) });
    try {
      opened[0]?.tell("attempt", "1");
      vi.advanceTimersToNextFrame();
      expect(batches).toHaveLength(1);
      vi.spyOn(document, "hidden", "get").mockReturnValue(true);
      opened[0]?.tell("attempt", "2");
      vi.advanceTimersByTime(999);
      expect(batches).toHaveLength(1);
      vi.advanceTimersByTime(1);
      expect(batches).toHaveLength(2);
      if (opened[0]) opened[0].readyState = 2;
      opened[0]?.onerror?.();
      vi.advanceTimersByTime(2000);
      expect(opened).toHaveLength(2);
    } finally {
      stop();
      vi.useRealTimers();
      vi.unstubAllGlobals();
    }
  });
});
