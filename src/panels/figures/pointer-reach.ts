/** Pixels around a thing of a figure in which a mouse takes hold of it. */
export const REACH = 12;
const FINGER_REACH = 22;

/** Pixels that a row's point is dragged before it moves: a hand that trembles chooses the row. */
export const FIRST_MOVE = 4;

/** The reach of the pointer that is pressed: a finger is wider. */
export function reachOf({ pointerType }: { readonly pointerType: string }): number {
  return pointerType === "touch" ? FINGER_REACH : REACH;
}
