import type { Locator } from "@playwright/test";
import type { BackflowPage } from "./backflow-page";
import type { Point } from "./resting-page";

/**
 * Hands that count what they do: one click, one double click, one drag, one key or chord, or one text with the key that
 * ends it is one gesture.
 */
export class Gestures {
  /** Gestures made so far. */
  count = 0;

  constructor(private readonly backflow: BackflowPage) {}

  async click(at: Locator, options: Parameters<Locator["click"]>[0] = {}): Promise<void> {
    this.count++;
    await at.click(options);
  }

  async press(key: string): Promise<void> {
    this.count++;
    await this.backflow.press(key);
  }

  async doubleClick(at: Point): Promise<void> {
    this.count++;
    await this.backflow.doubleClick(at);
  }

  async drag(from: Locator | Point, to: Locator | Point): Promise<void> {
    this.count++;
    await this.backflow.drag(from, to);
  }

  /** Types into what has the focus, key by key. */
  async type(text: string, end: "Enter" | "Tab"): Promise<void> {
    this.count++;
    await this.backflow.page.keyboard.type(text);
    await this.backflow.press(end);
  }
}
