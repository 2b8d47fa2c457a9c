/** Room that a sentence keeps to the edge of what it is seen in, pixels. */
const EDGE = 8;

/** Moves what would stick out at the right edge, and scrolls the panel around it to what would stick out below. */
export function keepInView(element: HTMLElement | null) {
  if (element === null) return;
  const scroller = scrollerAround(element);
  const box = element.getBoundingClientRect();
  const frame = scroller?.getBoundingClientRect();
  const right =
    scroller && frame
      ? frame.left + scroller.clientLeft + scroller.clientWidth
      : document.documentElement.clientWidth;
  const beyond = box.right + EDGE - right;
  // Inside a zoomed canvas, a pixel of the element is not one of the page.
  const zoom = box.width / element.offsetWidth || 1;
  if (beyond > 0) element.style.insetInlineStart = `${-beyond / zoom}px`;
  if (!scroller || !frame) return;
  // Moved to the left or broken anew, it may be higher than before.
  const { bottom } = element.getBoundingClientRect();
  const below = bottom + EDGE - (frame.top + scroller.clientTop + scroller.clientHeight);
  if (below > 0) scroller.scrollTop += below;
}

function scrollerAround(element: HTMLElement): HTMLElement | null {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}
