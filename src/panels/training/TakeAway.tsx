import { lossesCsv, pytorchScript } from "@/explain/training";
import { weightsJson } from "@/graph";
import { documentOf, useBackflow, useTraining } from "@/store";
import { Button, FileChoice } from "@/ui";
import { useServices } from "../page/services";
import { useDescended } from "./descended";
import styles from "./training.module.css";
import { importWeights } from "./weights-import";

/** What can be taken along, the training as a PyTorch script, losses and weights, and what may come back: weights. */
export function TakeAway() {
  const services = useServices();
  const losses = useTraining((session) => session.losses);
  const descended = useDescended();
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
          if (losses) services.saveText("losses.csv", "text/csv", lossesCsv(losses, descended));
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
      <FileChoice
        className={styles.file}
        accept=".json,.csv,.txt,application/json,text/csv,text/plain"
        onChoose={(file) => void importWeights(file)}
      >
        Weights from a file
      </FileChoice>
    </div>
  );
}
