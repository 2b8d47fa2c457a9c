import { type MouseEvent, type RefObject, useEffect, useRef, useState } from "react";

interface WholeSelection {
  /** Selects all of the text, once React has put it into the field. */
  readonly selectAll: () => void;
  readonly onMouseDown: (event: MouseEvent<HTMLInputElement>) => void;
  readonly onClick: (event: MouseEvent<HTMLInputElement>) => void;
}

/**
 * Each click on a field selects its text whole, so that what is typed next takes its place; a part of it is selected by
 * dragging within it. A field without the focus takes it by a click, but not by a press that was a drag of its number.
 */
export function useWholeSelection(
  input: RefObject<HTMLInputElement | null>,
  isFocused: boolean,
  wasDragged: () => boolean,
): WholeSelection {
  const [asked, setAsked] = useState(0);
  const pressedOnSelection = useRef(false);
  useEffect(() => {
    if (asked > 0) input.current?.select();
  }, [asked, input]);

  /** What a press finds selected, it leaves so: a browser would undo that only after the click. */
  function onMouseDown(event: MouseEvent<HTMLInputElement>): void {
    const { button, shiftKey, currentTarget } = event;
    if (button !== 0 || shiftKey) return;
    // The focus comes with the click, once it is known that the press was no drag.
    if (!isFocused || isSelected(currentTarget)) event.preventDefault();
    pressedOnSelection.current = isFocused && isSelected(currentTarget);
  }

  function onClick({ currentTarget }: MouseEvent<HTMLInputElement>): void {
    if (!isFocused) {
      if (!wasDragged()) currentTarget.focus();
    } else if (pressedOnSelection.current || !isSelected(currentTarget)) currentTarget.select();
  }

  return { selectAll: () => setAsked((count) => count + 1), onMouseDown, onClick };
}

function isSelected({ selectionStart, selectionEnd }: HTMLInputElement): boolean {
  return selectionStart !== selectionEnd;
}
