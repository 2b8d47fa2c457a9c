/** What is pressed or chosen, and holds no text: buttons, links, switches, one choice of several, lists of choices. */
const CONTROLS =
  "button, a[href], summary, select, [role=button], input:is([type=radio], [type=checkbox], [type=button])";

/** Controls that the pointer came to last. */
const clicked = new WeakSet<Element>();

/** The control that an element belongs to; a label belongs to what it labels. */
export function controlAround(element: Element | null): HTMLElement | null {
  const label = element?.closest("label");
  if (label?.control?.matches(CONTROLS)) return label.control;
  return element?.closest<HTMLElement>(CONTROLS) ?? null;
}

/**
 * Was a control clicked, and not come to by keyboard since? Then Space and the arrows are the page's: in front of a class
 * they drive the run, whatever was clicked before. A script that moves the focus, as when a dialog gives it back, and an
 * assistive technology change nothing about that.
 */
export function wasClicked(control: Element): boolean {
  return clicked.has(control);
}

/** Keeps account of how controls are come to. Returns what stops it. */
export function startClickedControls(): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  /** Is a key down that moves the focus? */
  let moves = false;
  const press = ({ target }: PointerEvent): void => {
    moves = false;
    const control = target instanceof Element ? controlAround(target) : null;
    if (control) clicked.add(control);
  };
  const down = ({ key }: KeyboardEvent): void => {
    moves = key === "Tab" || key === "F6";
  };
  const up = (): void => {
    moves = false;
  };
  const focus = ({ target }: FocusEvent): void => {
    if (moves && target instanceof Element) clicked.delete(target);
  };
  window.addEventListener("pointerdown", press, { capture: true, signal });
  window.addEventListener("keydown", down, { capture: true, signal });
  window.addEventListener("keyup", up, { capture: true, signal });
  window.addEventListener("focusin", focus, { capture: true, signal });
  return () => listening.abort();
}
