/** Server-sent events, handed over at most once per animation frame however fast they come. */

export interface LiveMessage {
  name: string;
  data: unknown;
}

export interface LiveOptions {
  url: string;
  /** The names of the events to listen for. */
  names: readonly string[];
  /** The event after which nothing follows. */
  last: string;
  /** Everything that arrived since the frame before, oldest first; never empty. */
  onBatch(messages: LiveMessage[]): void;
  /** True while the stream is open. */
  onState?(open: boolean): void;
}

/** The parts of the browser that a test replaces. */
export interface LiveEnvironment {
  open(url: string): EventSource;
  nextFrame(run: () => void): void;
  later(run: () => void, milliseconds: number): number;
  cancel(timer: number): void;
}

const browser: LiveEnvironment = {
  open: (url) => new EventSource(url),
  // Frames stop in a hidden tab; what is told there may wait a second.
  nextFrame: (run) => {
    if (document.hidden) setTimeout(run, 1000);
    else requestAnimationFrame(run);
  },
  later: (run, milliseconds) => window.setTimeout(run, milliseconds),
  cancel: (timer) => window.clearTimeout(timer),
};

/** Browsers come back by themselves after a lost connection, but give up after an error answer such as 503. */
const firstPause = 2000;
const longestPause = 30_000;

/** Opens the stream and gives back how to close it. */
export function follow(options: LiveOptions, environment: LiveEnvironment = browser): () => void {
  let source: EventSource | null = null;
  let waiting: LiveMessage[] = [];
  let framed = false;
  let closed = false;
  let pause = firstPause;
  let timer = 0;

  function deliver() {
    framed = false;
    if (closed || waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    options.onBatch(batch);
  }

  function receive(name: string, event: MessageEvent<string>) {
    let data: unknown;
    try {
      data = JSON.parse(event.data);
    } catch {
      return;
    }
    waiting.push({ name, data });
    if (!framed) {
      framed = true;
      environment.nextFrame(deliver);
    }
    if (name === options.last) {
      source?.close();
      options.onState?.(false);
    }
  }

  function open() {
    if (closed) return;
    const opened = environment.open(options.url);
    source = opened;
    opened.onopen = () => {
      pause = firstPause;
      options.onState?.(true);
    };
    opened.onerror = () => {
      options.onState?.(false);
      if (opened.readyState !== 2 || closed) return;
      timer = environment.later(open, pause);
      pause = Math.min(pause * 2, longestPause);
    };
    for (const name of options.names) {
      opened.addEventListener(name, (event) => receive(name, event as MessageEvent<string>));
    }
  }

  open();
  return () => {
    closed = true;
    environment.cancel(timer);
    source?.close();
  };
}
