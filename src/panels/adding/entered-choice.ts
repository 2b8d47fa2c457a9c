import { useEffect, useRef } from "react";

/** A search whose list has yet to be fetched may have got its Enter already: then the first choice is taken as soon as it is there. */
export function useEnteredChoice(
  wasEntered: boolean,
  first: string | undefined,
  choose: (id: string) => void,
): void {
  const chooseFirst = useRef(() => {
    if (wasEntered && first !== undefined) choose(first);
  });
  useEffect(() => {
    chooseFirst.current();
  }, []);
}
