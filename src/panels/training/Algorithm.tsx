import { optimizerOf } from "@/optimizers";
import { documentOf, useBackflow, useTraining } from "@/store";
import { Tex } from "@/ui";
import { comingPicture } from "./coming-picture";
import { usePlottedRun } from "./plotted-run";
import { isAtEnd } from "./session-picture";
import styles from "./training.module.css";

/** Rows of the queue that are written out. */
const MOST_ROWS = 36;

/** The lecture's algorithm with the line that comes next lit, and the shuffled rows as a queue eaten from the front. */
export function Algorithm() {
  const training = useBackflow((state) => documentOf(state).training);
  const playhead = useBackflow((state) => state.playhead);
  const picture = usePlottedRun(comingPicture);
  const updateStep = useTraining((session) => session.updateStep);
  const online = training.batchSize === 1;
  const batch = training.batchSize === "all";
  const ended = picture !== null && updateStep === null && isAtEnd(picture);
  const lit = !picture
    ? "start"
    : ended
      ? "end"
      : updateStep !== null
        ? "update"
        : picture.cursor.position === 0 && playhead === 0 && !batch
          ? "shuffle"
          : "gradient";
  const optimizer = optimizerOf(training.optimizer.id);
  return (
    <section className={styles.section} aria-label="The algorithm">
      <ol className={styles.algorithm}>
        <Line lit={lit === "start"}>
          Choose an initial vector of parameters <Tex latex="\theta" /> and learning rate{" "}
          <Tex latex="\eta" />.
        </Line>
        <Line lit={false}>
          Repeat until an approximate minimum is found
          {picture &&
            (ended
              ? `, ${epochsText(picture.cursor.epoch)} done`
              : `, epoch ${picture.cursor.epoch + 1}`)}
          :
        </Line>
        {!batch && (
          <Line lit={lit === "shuffle"} depth={1}>
            Randomly shuffle the training samples in <Tex latex="D" />.
          </Line>
        )}
        {!batch && (
          <Line lit={false} depth={1}>
            {online ? (
              <>
                For <Tex latex="(x, y) \in D" />:
              </>
            ) : (
              <>
                For each mini-batch of <Tex latex="B" /> samples of <Tex latex="D" />:
              </>
            )}
          </Line>
        )}
        <Line lit={lit === "gradient"} depth={batch ? 1 : 2}>
          <Tex
            latex={
              online
                ? "g := \\nabla_\\theta\\, \\ell(\\{x, y\\}; \\theta)"
                : batch
                  ? "g := \\tfrac{1}{N} \\sum_{i=1}^{N} \\nabla_\\theta\\, \\ell_i"
                  : "g := \\tfrac{1}{B} \\sum_{i \\in \\text{batch}} \\nabla_\\theta\\, \\ell_i"
            }
          />
        </Line>
        <Line lit={lit === "update"} depth={batch ? 1 : 2}>
          {optimizer.id === "gradient-descent" ? (
            <Tex latex="\theta := \theta - \eta\, g" />
          ) : (
            <>the update by {optimizer.title}</>
          )}
        </Line>
      </ol>
      {picture && !batch && !ended && (
        <Queue queue={picture.queue} batch={picture.batch} queued={picture.queued} />
      )}
    </section>
  );
}

const epochsText = (epochs: number): string => (epochs === 1 ? "1 epoch" : `${epochs} epochs`);

interface LineProps {
  readonly lit: boolean;
  readonly depth?: 0 | 1 | 2;
  readonly children: React.ReactNode;
}

function Line({ lit, depth = 0, children }: LineProps) {
  return (
    <li data-lit={lit} data-depth={depth} aria-current={lit ? "step" : undefined}>
      {children}
    </li>
  );
}

interface QueueProps {
  readonly queue: Uint32Array;
  readonly batch: number;
  readonly queued: number;
}

function Queue({ queue, batch, queued }: QueueProps) {
  const shown = Array.from(queue.slice(0, Math.max(MOST_ROWS, Math.min(batch, MOST_ROWS))));
  return (
    <div className={styles.queue}>
      <span className={styles.note}>{queued === 1 ? "1 row is" : `${queued} rows are`} left:</span>
      <ol className={styles.rows}>
        {shown.map((row, index) => (
          <li key={row} data-next={index < batch}>
            {row + 1}
          </li>
        ))}
      </ol>
      {queued > shown.length && <span className={styles.note}>…</span>}
    </div>
  );
}
