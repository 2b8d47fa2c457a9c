import type { Locator, Page } from "@playwright/test";

/** Something to press, with the size of the area that takes the press, in pixels of CSS. */
export interface Target {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Does a press on its middle reach it? */
  readonly reached: boolean;
  readonly onCanvas: boolean;
  /** Does it stand in the line of an equation, whose type sets its size? */
  readonly inline: boolean;
}

/**
 * All that can be pressed now; of the canvas, what stands in the window. The area of a target may be larger than what is drawn of it, so
 * it is felt for, pixel by pixel from its middle; where its neighbours begin, its own box counts.
 */
export async function targetsOf(page: Page, part?: Locator): Promise<Target[]> {
  const root = (await part?.elementHandle()) ?? null;
  return page.evaluate((part) => {
    const kinds =
      "button, a[href], input:not([type=file]), select, summary, [role=menuitem], [role=option], [role=spinbutton], [data-port]";
    const modal = document.querySelector("dialog[open]");
    const targets = [];
    const within = part instanceof Element ? part : (modal ?? document);
    for (const element of within.querySelectorAll<HTMLElement>(kinds)) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      // The stops of the keyboard at wires, and the link past everything, are unseen until they have the focus.
      if (element.matches(":disabled, [aria-disabled=true], [data-wire-stop], [data-skip-link]"))
        continue;
      // What stands in a part that scrolls comes into view; the canvas is moved by hand.
      if (!element.closest("[data-canvas]"))
        element.scrollIntoView({ block: "nearest", inline: "nearest" });
      // A script scrolls what no hand can.
      for (let above = element.parentElement; above; above = above.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(above);
        if (overflowX === "hidden") above.scrollLeft = 0;
        if (overflowY === "hidden") above.scrollTop = 0;
      }
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const onCanvas = element.closest("[data-canvas]") !== null;
      if (onCanvas && (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight)) continue;
      const isHit = (across: number, down: number): boolean => {
        const hit = document.elementFromPoint(x + across, y + down);
        return (
          hit !== null &&
          (element.contains(hit) || hit.closest("label")?.contains(element) === true)
        );
      };
      const reach = (across: number, down: number): number => {
        let far = 0;
        while (far < 60 && isHit(across * (far + 1), down * (far + 1))) far++;
        return far;
      };
      const width = Math.max(box.width, 1 + reach(1, 0) + reach(-1, 0));
      const height = Math.max(box.height, 1 + reach(0, 1) + reach(0, -1));
      const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
      targets.push({
        name: `${element.tagName} ${name || element.className}`,
        width,
        height,
        reached: isHit(0, 0),
        inline: element.closest("[data-row]") !== null,
        onCanvas,
      });
    }
    return targets;
  }, root);
}
