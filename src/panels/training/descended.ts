import { descendedText } from "@/explain";
import { documentOf, useBackflow } from "@/store";

/** The name of what a run of the present document makes smaller. */
export function useDescended(): string {
  return useBackflow((state) => descendedText(documentOf(state)));
}
