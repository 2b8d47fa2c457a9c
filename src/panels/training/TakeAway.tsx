import { lossesCsv, pytorchScript } from "@/explain/training";
import { documentOf, useBackflow, useTraining } from "@/store";
import { Button } from "@/ui";
import { useServices } from "../page/services";
import styles from "./training.module.css";

/** What can be taken along: the training as a PyTorch script, the losses as a table. */
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
    </div>
  );
}
