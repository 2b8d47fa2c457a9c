import { type RefObject, useLayoutEffect, useRef } from "react";

/** For a button that goes when it is pressed: `next` takes the focus then, where the button had it. Returns the button's ref. */
export function usePassingFocus(
  next: RefObject<HTMLButtonElement | null>,
): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { current: passing } = button;
    return () => {
      if (passing && passing === document.activeElement)
        next.current?.focus({ preventScroll: true });
    };
  }, [next]);
  return button;
}
