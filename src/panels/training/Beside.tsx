import { trainingRows } from "@/data";
import { formatNumber } from "@/explain";
import type { GhostRun } from "@/store";
import { epochIn, sampleGradients } from "@/training";
import { Button } from "@/ui";
import type { TrainingControl } from "./control";
import { useDescended } from "./descended";
import { usePlottedRun } from "./plotted-run";
import { documentDifference } from "./setting-words";
import styles from "./training.module.css";

/** The two runs in numbers, and the way from one to the other. */
export function Beside({ control }: { readonly control: TrainingControl }) {
  const ghost = usePlottedRun(({ session }) => session.ghost);
  const picture = usePlottedRun(({ session }) => session.picture);
  const name = useDescended();
  const document = usePlottedRun(({ document }) => document);
  if (!picture && !ghost) return null;
  // What tells the two apart is said of both.
  const difference = ghost && documentDifference(document, ghost.document);
  const present = difference ? `: ${difference}` : "";
  return (
    <section className={styles.section} aria-label="Two runs side by side">
      {ghost ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">iteration</th>
              <th scope="col">{name}</th>
              <th scope="col">validation</th>
              <th scope="col">sample gradients</th>
            </tr>
          </thead>
          <tbody>
            {picture && <RunRow name={`this run${present}`} picture={picture} />}
            <RunRow name={ghost.label} picture={endOf(ghost)} />
          </tbody>
        </table>
      ) : (
        <p className={styles.note}>
          Change η, B, the optimiser, the start or the graph and run again: this run stays beside
          the new one, on the same axes.
        </p>
      )}
      <div className={styles.buttons}>
        {ghost && (
          <Button
            variant="outline"
            title={`Show the run with ${ghost.label}; the present one stays beside it`}
            onClick={() => control.swap()}
          >
            Show the other run
          </Button>
        )}
        {(picture || ghost) && (
          <Button
            variant="outline"
            title={
              picture
                ? "From the first iteration, with the same seed and what is set now"
                : "From where the run beside began, with the graph as it is now"
            }
            onClick={() => control.again()}
          >
            Run again from the start
          </Button>
        )}
      </div>
    </section>
  );
}

/** A run that stays beside is told of as it was when it was left at its newest epoch. */
function endOf({ picture, losses, document }: GhostRun): RunRowProps["picture"] {
  if (losses.epochCount === 0 || picture.t === picture.newest) return picture;
  const { t, epoch, training, validation } = epochIn(losses.epochs, losses.epochCount - 1);
  const cursor = { epoch, position: 0 };
  return {
    ...{ t, training, validation },
    sampleGradients: sampleGradients(cursor, trainingRows(document.data)),
  };
}

interface RunRowProps {
  readonly name: string;
  readonly picture: {
    readonly t: number;
    readonly training: number;
    readonly validation: number;
    readonly sampleGradients: number;
  };
}

function RunRow({ name, picture }: RunRowProps) {
  const { t, training, validation, sampleGradients: cost } = picture;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{t}</td>
      <td>{formatNumber(training)}</td>
      <td>{Number.isNaN(validation) ? "–" : formatNumber(validation)}</td>
      <td>{cost}</td>
    </tr>
  );
}
