import type { PanelBox } from "./curve-layout";

/** A note of a panel, in pixels: where it begins, on which side of that it stands, how wide it is. */
export interface Note {
  readonly at: number;
  readonly side: "left" | "right";
  readonly width: number;
  readonly top: number;
}

/** From a note to the point that it stands beside, pixels. */
export const BESIDE = 8;

/**
 * Places of the value of a panel and of its joint that do not meet: the joint stands beyond the value, or one of them is
 * turned to its other side; where that is no help, the value alone is told. `height`: that of a note.
 */
export function notePlaces(
  value: Note,
  joint: Note,
  { left, right }: Pick<PanelBox, "left" | "right">,
  height: number,
): { readonly value: Note; readonly joint: Note | null } {
  const choices = [
    [value, joint],
    [value, beyond(joint, value)],
    [turned(value), joint],
    [value, turned(joint)],
  ] as const;
  const found = choices.find(([first, second], place) => {
    const [a, b] = [extentOf(first), extentOf(second)];
    // Where they want to stand the panel's edge does not matter.
    const isInside = place === 0 || [a, b].every(([from, to]) => from >= left && to <= right);
    const isApart = a[1] <= b[0] || b[1] <= a[0] || Math.abs(first.top - second.top) >= height;
    return isInside && isApart;
  });
  return found ? { value: found[0], joint: found[1] } : { value, joint: null };
}

/** A note on its side of its point, past another one that stands there. */
function beyond(note: Note, other: Note): Note {
  const [from, to] = extentOf(other);
  return { ...note, at: note.side === "left" ? from - BESIDE : to + BESIDE };
}

function turned({ at, side, ...note }: Note): Note {
  return side === "left"
    ? { ...note, at: at + 2 * BESIDE, side: "right" }
    : { ...note, at: at - 2 * BESIDE, side: "left" };
}

function extentOf({ at, side, width }: Note): readonly [from: number, to: number] {
  return side === "left" ? [at - width, at] : [at, at + width];
}
