import type { Page } from "playwright-core";

/** What has the focus, as a screen reader would name it, and whether the eye can tell. */
export interface Focus {
  name: string;
  tag: string;
  visible: boolean;
}

/** A person without a mouse: everything goes through the keys, and where the focus is has to be seen. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** @param keys one after the other, in Playwright's names */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Empties the field that has the focus and writes into it. */
  async write(text: string): Promise<void> {
    await this.press("Control+a", "Delete");
    await this.type(text);
  }

  /**
   * Goes on with Tab, or back with Shift+Tab, until something of this name has the focus.
   *
   * @throws when it is not among the next 120 places, or when the focus cannot be seen on the way
   */
  async tabTo(name: RegExp, backwards = false): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < 120; step++) {
      const focus = await this.seenFocus();
      if (name.test(focus.name)) return;
      passed.push(focus.name);
      await this.press(backwards ? "Shift+Tab" : "Tab");
    }
    throw new Error(`Tab does not reach ${name}; it passed ${passed.join(" | ")}`);
  }

  /** What has the focus, once it can be seen; a busy machine may paint its mark some frames later. */
  private async seenFocus(): Promise<Focus> {
    for (let look = 0; ; look++) {
      const focus = await this.focus();
      // The page's own frame, from which the first Tab goes out, is no stop.
      if (focus.tag === "BODY" || focus.visible) return focus;
      if (look === 30) throw new Error(`The focus on ${focus.tag} "${focus.name}" is not seen`);
    }
  }

  focus(): Promise<Focus> {
    return this.page.evaluate(async () => {
      // What appears with the focus is there a frame later.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      let element = document.activeElement as HTMLElement;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
      const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? "");
      const name = element.getAttribute("aria-label") ?? (labels.join(" ") || (element.textContent ?? ""));
      const box = element.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      // The mark may be drawn by an ancestor or, for boxes and switches, by what stands beside the hidden input.
      const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement | undefined;
      const marked = [...around, host, host?.parentElement].some((each) => {
        if (!each) return false;
        const style = getComputedStyle(each);
        return (
          (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none"
        );
      });
      // Where a screen begins takes the focus for screen readers and is no control.
      const quiet = element.matches("main, h1, h2");
      return { name: name.trim().replace(/\s+/g, " "), tag: element.tagName, visible: quiet || (inView && marked) };
    });
  }
}
