/** Two taps of one place are at most this far from each other, in pixels. */
const SAME_PLACE = 40;

/**
 * Keeps a double click from whoever listens where its two clicks were of two places. Chromium counts taps that follow each
 * other within half a second as one double click wherever they were: a tap on a button and then on a node would open the details.
 */
export function startDoubleTaps(): void {
  let first: MouseEvent | null = null;
  let second: MouseEvent | null = null;
  addEventListener(
    "click",
    (event) => {
      first = second;
      second = event;
    },
    { capture: true },
  );
  addEventListener(
    "dblclick",
    (event) => {
      if (first && second && distance(first, second) > SAME_PLACE) event.stopPropagation();
    },
    { capture: true },
  );
}

function distance(a: MouseEvent, b: MouseEvent): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
