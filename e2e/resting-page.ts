import { isDeepStrictEqual } from "node:util";
import { expect, type Locator, type Page } from "@playwright/test";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where something stands in the window, and how large it is. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Which part of the canvas is shown. */
export interface ShownView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A page whose places and sizes are told once it rests: what is pressed, dragged or measured there has to be there still. */
export class RestingPage {
  constructor(readonly page: Page) {}

  /** Waits for two frames: what was asked to be drawn before is drawn then. */
  async drawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /** Waits for the faces of type that what is drawn by now is the first to need: an equation is fitted anew when they come. */
  async awaitFaces(): Promise<void> {
    await this.drawn();
    await this.page.evaluate(() => document.fonts.ready);
  }

  async shownView(): Promise<ShownView> {
    return this.page.locator(".react-flow__viewport").evaluate((view) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(view).transform);
      return { x: e, y: f, zoom: a };
    });
  }

  /** What is shown once the view moves no more. */
  async restingView(): Promise<ShownView> {
    let last: ShownView | null = null;
    // Two looks apart, or a movement that is about to begin is taken for rest; and two frames, or a slow machine has drawn none.
    await expect
      .poll(async () => {
        const before = last;
        await this.drawn();
        last = await this.shownView();
        return last.x === before?.x && last.y === before.y && last.zoom === before.zoom;
      })
      .toBe(true);
    return last ?? this.shownView();
  }

  /** Where something stands, once it is there and moves no more: what is pressed or dragged by its place has to be there still. */
  async boxOf(locator: Locator): Promise<Box> {
    return this.settled(() => locator.boundingBox());
  }

  async middleOf(locator: Locator): Promise<Point> {
    const { x, y, width, height } = await this.boxOf(locator);
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** A place on a wire that moves no more: `part` of its way, from 0 at the source to 1 at the target. */
  async placeOnWire(wire: Locator, part = 0.5): Promise<Point> {
    return this.settled(() =>
      wire
        .locator("path")
        .first()
        .evaluate((path: SVGPathElement, along) => {
          const place = path.getPointAtLength(path.getTotalLength() * along);
          const matrix = path.getScreenCTM();
          if (!matrix) return null;
          const { x, y } = place.matrixTransform(matrix);
          return { x, y };
        }, part),
    );
  }

  /** The answer to what is asked, once it is the same at two looks with frames in between. */
  async settled<Answer>(ask: () => Promise<Answer | null>): Promise<Answer> {
    let last: Answer | null = null;
    const isSettled = async () => {
      const before = last;
      await this.drawn();
      last = await ask();
      return last !== null && isDeepStrictEqual(last, before);
    };
    await expect.poll(isSettled, { intervals: [0] }).toBe(true);
    if (last === null) throw new Error("What has settled is there.");
    return last;
  }
}
