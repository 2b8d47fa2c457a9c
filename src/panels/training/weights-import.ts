import { weightsProblemSentence } from "@/explain/training";
import { success, takeWeights } from "@/graph";
import { documentOf, useBackflow } from "@/store";

/** A file of more than that is not one of weights that the page can hold. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Puts the weights of a file into the document, as one undo; what does not fit is said, and nothing is changed. */
export async function importWeights(file: File): Promise<void> {
  const tell = (tone: "info" | "error", text: string) =>
    useBackflow.getState().notify({ tone, text, lasts: "until-edit" });
  if (file.size > MOST_BYTES) {
    tell("error", "No weights were taken: the file is larger than 32 MB.");
    return;
  }
  const { opened } = useBackflow.getState();
  const text = await file.text().catch(() => null);
  const state = useBackflow.getState();
  // Another document was opened while the file was read.
  if (state.opened !== opened) return;
  if (text === null) {
    tell("error", "No weights were taken: the file could not be read. Choose it again.");
    return;
  }
  const document = documentOf(state);
  const taken = takeWeights(document, text);
  if (!taken.ok) {
    tell("error", weightsProblemSentence(taken.problem));
    return;
  }
  const { numbers, taken: count, left } = taken.value;
  state.apply(success({ ...document, numbers }));
  const rest = left > 0 ? ` The other ${left} stay as they are.` : "";
  tell("info", `${count} parameters were taken from the file.${rest}`);
}
