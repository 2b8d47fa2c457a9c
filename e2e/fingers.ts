import type { CDPSession, Locator } from "@playwright/test";
import type { BackflowPage } from "./backflow-page";
import type { Point } from "./resting-page";

/** What a phone tells a page about itself. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const;

/** Fingers on the screen of a phone. Only Chromium takes several at once from a script. */
export class Fingers {
  private constructor(
    private readonly backflow: BackflowPage,
    private readonly session: CDPSession,
  ) {}

  static async of(backflow: BackflowPage): Promise<Fingers> {
    return new Fingers(backflow, await backflow.page.context().newCDPSession(backflow.page));
  }

  async tap(at: Locator | Point): Promise<void> {
    const { x, y } = "x" in at ? at : await this.backflow.middleOf(at);
    await this.backflow.page.touchscreen.tap(x, y);
  }

  /** Moves one finger from one place to another. */
  async drag(from: Locator | Point, to: Locator | Point): Promise<void> {
    const [start, end] = await Promise.all(
      [from, to].map((place) => ("x" in place ? place : this.backflow.middleOf(place))),
    );
    if (start && end) await this.move([[start, end]]);
  }

  /** Rests a finger until something has come of it, and lifts it. */
  async rest(at: Locator | Point, until: () => Promise<void>): Promise<void> {
    const { x, y } = "x" in at ? at : await this.backflow.middleOf(at);
    await this.send("touchStart", [{ x, y, id: 0 }]);
    await until();
    await this.send("touchEnd", []);
  }

  /** Puts fingers down one after the other, moves all of them at once, and lifts them one after the other. */
  async move(ways: readonly (readonly [from: Point, to: Point])[], steps = 6): Promise<void> {
    const placeOf = (part: number) => (way: readonly [Point, Point], id: number) => ({
      id,
      x: way[0].x + (way[1].x - way[0].x) * part,
      y: way[0].y + (way[1].y - way[0].y) * part,
    });
    const down = ways.map(placeOf(0));
    for (const [place] of down.entries()) await this.send("touchStart", down.slice(0, place + 1));
    for (let step = 1; step <= steps; step++) {
      await this.send("touchMove", ways.map(placeOf(step / steps)));
    }
    const up = ways.map(placeOf(1));
    for (const [place] of up.entries()) await this.send("touchEnd", up.slice(place + 1));
  }

  private async send(
    type: "touchStart" | "touchMove" | "touchEnd",
    touchPoints: { x: number; y: number; id: number }[],
  ): Promise<void> {
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}
