import { lossesCsv, pytorchScript, weightsProblemSentence } from "@/explain/training";
import { success, takeWeights, weightsJson } from "@/graph";
import { documentOf, useBackflow, useTraining } from "@/store";
import { Button } from "@/ui";
import { useServices } from "../page/services";
import styles from "./training.module.css";

/** A file of more than that is not one of weights that the page can hold. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Puts the weights of a file into the document, as one undo; what does not fit is said, and nothing is changed. */
async function takeFile(file: File): Promise<void> {
  const say = (word: string) => {
    useTraining.setState({ word });
    useBackflow.getState().say(word);
  };
  if (file.size > MOST_BYTES) {
    say("No weights were taken: the file is larger than 32 MB.");
    return;
  }
  const { opened } = useBackflow.getState();
  const text = await file.text().catch(() => null);
  const state = useBackflow.getState();
  // Another document was opened while the file was read.
  if (state.opened !== opened) return;
  if (text === null) {
    say("No weights were taken: the file could not be read. Choose it again.");
    return;
  }
  const document = documentOf(state);
  const taken = takeWeights(document, text);
  if (!taken.ok) {
    say(weightsProblemSentence(taken.problem));
    return;
  }
  const { numbers, taken: count, left } = taken.value;
  state.apply(success({ ...document, numbers, made: null }));
  const rest = left > 0 ? ` The other ${left} stay as they are.` : "";
  say(`${count} parameters were taken from the file.${rest}`);
}

/** What can be taken along, the training as a PyTorch script, losses and weights, and what may come back: weights. */
export function TakeAway() {
  const services = useServices();
  const losses = useTraining((session) => session.losses);
  return (
    <div className={styles.buttons}>
      <Button
        variant="outline"
        onClick={() => {
          const document = documentOf(useBackflow.getState());
          const script = pytorchScript(document, document.training);
          services.saveText("training.py", "text/x-python", script);
        }}
      >
        PyTorch script
      </Button>
      <Button
        variant="outline"
        disabled={losses === null || losses.count === 0}
        onClick={() => {
          if (losses) services.saveText("losses.csv", "text/csv", lossesCsv(losses));
        }}
      >
        Losses as CSV
      </Button>
      <Button
        variant="outline"
        onClick={() => {
          const text = weightsJson(documentOf(useBackflow.getState()));
          services.saveText("weights.json", "application/json", text);
        }}
      >
        Weights as JSON
      </Button>
      <label className={styles.file}>
        Weights from a file
        <input
          type="file"
          className="visually-hidden"
          accept=".json,.csv,.txt,application/json,text/csv,text/plain"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // The same file may be chosen again.
            currentTarget.value = "";
            if (file) void takeFile(file);
          }}
        />
      </label>
    </div>
  );
}
