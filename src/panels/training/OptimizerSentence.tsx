import { trainingRows } from "@/data";
import { settingsProblemSentence, trainingProblemSentence } from "@/explain/training";
import { success } from "@/graph";
import {
  checkSettings,
  type OptimizerSetting,
  optimizerOf,
  optimizers,
  type SettingValues,
  scheduleOf,
  schedules,
  settingValues,
  type TrainingSettings,
} from "@/optimizers";
import { documentOf, useBackflow, useTraining } from "@/store";
import { trainingProblem } from "@/training";
import { Tex } from "@/ui";
import { announce } from "./announcements";
import { exactText } from "./exact-text";
import { SentenceChoice, SentenceNumber } from "./SentenceWords";
import styles from "./training.module.css";

/** What was said of a setting last: it is no news any more once something else has been set. */
let said: string | null = null;

/** Puts settings into the document; what cannot be is said instead, and nothing is changed. */
function change(changed: Partial<TrainingSettings>, gesture?: string): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const training = { ...document.training, ...changed };
  const problem = checkSettings(training);
  if (problem) {
    said = settingsProblemSentence(problem);
    announce(said);
    return;
  }
  state.apply(success({ ...document, training }), gesture === undefined ? {} : { gesture });
  // It may be set before the rows are there; no run can begin until then.
  const missing = trainingProblem(document, training);
  if (missing?.kind === "few-rows") {
    said = trainingProblemSentence(missing);
    announce(said);
  } else if (useTraining.getState().word === said) {
    useTraining.setState({ word: null });
  }
}

/** The η that a user has set last, and in which document. */
let ownRate: { readonly opened: number; readonly rate: number } | null = null;

function changeRate(rate: number, gesture: string): void {
  change({ rate }, gesture);
  ownRate = { opened: useBackflow.getState().opened, rate };
}

/** An η that a user has set stays, so that optimisers are compared at it; another one becomes that which suits. Both is said. */
function chooseOptimizer(id: TrainingSettings["optimizer"]["id"]): void {
  const state = useBackflow.getState();
  const { rate } = documentOf(state).training;
  const { running } = useTraining.getState();
  const { initialRate, title } = optimizerOf(id);
  const isOwn = ownRate?.opened === state.opened && ownRate.rate === rate;
  change({ optimizer: { id, settings: {} }, rate: isOwn ? rate : initialRate });
  if (rate === initialRate) return;
  const word = isOwn
    ? `η stays ${exactText(rate)}; ${title} begins with ${exactText(initialRate)}.`
    : `η is ${exactText(initialRate)} now, as ${title} begins; it was ${exactText(rate)}.`;
  const before = running ? useTraining.getState().word : null;
  said = before === null ? word : `${before} ${word}`;
  announce(said);
}

/** What a training is set to, as a sentence whose words are changed in place. */
export function OptimizerSentence() {
  const training = useBackflow((state) => documentOf(state).training);
  const rows = useBackflow((state) => trainingRows(documentOf(state).data));
  const hasValidation = useBackflow((state) => documentOf(state).data.validation > 0);
  const optimizer = optimizerOf(training.optimizer.id);
  const own = settingValues(optimizer.settings, training.optimizer.settings);
  return (
    <p className={styles.sentence}>
      <SentenceChoice
        label="Optimiser"
        value={training.optimizer.id}
        options={optimizers.map(({ id, title }) => ({ value: id, text: title }))}
        onChange={chooseOptimizer}
      />
      , <Named latex="\eta" />
      <SentenceNumber label="Learning rate η" value={training.rate} onChange={changeRate} />
      <Settings
        declared={optimizer.settings}
        values={own}
        onChange={(settings, gesture) =>
          change({ optimizer: { ...training.optimizer, settings } }, gesture)
        }
      />
      , <ScheduleWords training={training} />, <BatchWords training={training} rows={rows} />,{" "}
      <PenaltyWords training={training} />, <ClipWords training={training} />,{" "}
      <EndWords training={training} hasValidation={hasValidation} />.
    </p>
  );
}

function Named({ latex }: { readonly latex: string }) {
  return (
    <span aria-hidden="true">
      <Tex latex={`${latex} =`} />{" "}
    </span>
  );
}

interface SettingsProps {
  readonly declared: readonly OptimizerSetting[];
  readonly values: SettingValues;
  readonly onChange: (values: SettingValues, gesture: string) => void;
}

function Settings({ declared, values, onChange }: SettingsProps) {
  return declared.map(({ name, title, latex, initial }) => (
    <span key={name}>
      , <Named latex={latex} />
      <SentenceNumber
        label={title.charAt(0).toUpperCase() + title.slice(1)}
        value={values[name] ?? initial}
        onChange={(value, gesture) => onChange({ ...values, [name]: value }, gesture)}
      />
    </span>
  ));
}

interface WordsProps {
  readonly training: TrainingSettings;
}

function ScheduleWords({ training: { schedule } }: WordsProps) {
  const course = scheduleOf(schedule.id);
  return (
    <>
      η{" "}
      <SentenceChoice
        label="Schedule of η"
        value={schedule.id}
        options={schedules.map(({ id, title }) => ({ value: id, text: title }))}
        onChange={(id) => change({ schedule: { id, settings: {} } })}
      />
      <Settings
        declared={course.settings}
        values={settingValues(course.settings, schedule.settings)}
        onChange={(settings, gesture) => change({ schedule: { ...schedule, settings } }, gesture)}
      />
    </>
  );
}

type BatchKind = "all" | "one" | "mini";

function BatchWords({ training, rows }: WordsProps & { readonly rows: number }) {
  const { batchSize, seed } = training;
  const kind: BatchKind = batchSize === "all" ? "all" : batchSize === 1 ? "one" : "mini";
  const few = Math.max(2, Math.min(10, Math.floor(rows / 4)));
  return (
    <>
      <SentenceChoice
        label="Rows of a step"
        value={kind}
        options={[
          { value: "all", text: "all rows at once" },
          { value: "one", text: "one row at a time" },
          { value: "mini", text: "mini-batches" },
        ]}
        onChange={(next) =>
          change({ batchSize: next === "all" ? "all" : next === "one" ? 1 : few })
        }
      />
      {batchSize !== "all" && batchSize !== 1 && (
        <>
          {" "}
          of{" "}
          <SentenceNumber
            label="Batch size B"
            value={batchSize}
            onChange={(value, gesture) => change({ batchSize: Math.round(value) }, gesture)}
          />
        </>
      )}
      {batchSize !== "all" && (
        <>
          {" "}
          shuffled by seed{" "}
          <SentenceNumber
            label="Seed"
            value={seed}
            onChange={(value, gesture) => change({ seed: Math.round(value) }, gesture)}
          />
        </>
      )}
    </>
  );
}

type Penalty = "none" | "l1" | "l2" | "both";

function PenaltyWords({ training }: WordsProps) {
  const { l1, weightDecay, penalized } = training;
  const kind: Penalty =
    l1 > 0 ? (weightDecay > 0 ? "both" : "l1") : weightDecay > 0 ? "l2" : "none";
  const first = 0.01;
  return (
    <>
      <SentenceChoice
        label="Penalty"
        value={kind}
        options={[
          { value: "none", text: "no penalty" },
          { value: "l2", text: "weight decay (L2)" },
          { value: "l1", text: "L1" },
          { value: "both", text: "L1 and L2" },
        ]}
        onChange={(next) =>
          change({
            l1: next === "l1" || next === "both" ? l1 || first : 0,
            weightDecay: next === "l2" || next === "both" ? weightDecay || first : 0,
          })
        }
      />
      {l1 > 0 && (
        <>
          {" "}
          <Named latex="\lambda_1" />
          <SentenceNumber
            label="λ of L1"
            value={l1}
            onChange={(value, gesture) => change({ l1: value }, gesture)}
          />
        </>
      )}
      {weightDecay > 0 && (
        <>
          {" "}
          <Named latex="\lambda" />
          <SentenceNumber
            label="λ of weight decay"
            value={weightDecay}
            onChange={(value, gesture) => change({ weightDecay: value }, gesture)}
          />
        </>
      )}
      {kind !== "none" && (
        <>
          {" "}
          on{" "}
          <SentenceChoice
            label="What is penalized"
            value={penalized}
            options={[
              { value: "weights", text: "the weights ω" },
              { value: "all", text: "all parameters" },
            ]}
            onChange={(value) => change({ penalized: value })}
          />
        </>
      )}
    </>
  );
}

function ClipWords({ training: { clip } }: WordsProps) {
  return (
    <>
      <SentenceChoice
        label="Clipping"
        value={clip === null ? "no" : "norm"}
        options={[
          { value: "no", text: "no clipping" },
          { value: "norm", text: "clipped to a norm" },
        ]}
        onChange={(value) => change({ clip: value === "no" ? null : 1 })}
      />
      {clip !== null && (
        <>
          {" "}
          of{" "}
          <SentenceNumber
            label="Clipping norm"
            value={clip}
            onChange={(value, gesture) => change({ clip: value }, gesture)}
          />
        </>
      )}
    </>
  );
}

interface EndWordsProps extends WordsProps {
  readonly hasValidation: boolean;
}

function EndWords({ training: { epochs, patience }, hasValidation }: EndWordsProps) {
  return (
    <>
      for{" "}
      <SentenceNumber
        label="Number of epochs"
        value={epochs}
        onChange={(value, gesture) => change({ epochs: Math.round(value) }, gesture)}
      />{" "}
      epochs
      {", "}
      <SentenceChoice
        label="Early stopping"
        value={patience === null ? "no" : "yes"}
        options={[
          { value: "no", text: "not stopped early" },
          { value: "yes", text: "stopped early after" },
        ]}
        onChange={(value) => change({ patience: value === "no" ? null : 20 })}
      />
      {patience !== null && (
        <>
          {" "}
          <SentenceNumber
            label="Patience in epochs"
            value={patience}
            onChange={(value, gesture) => change({ patience: Math.round(value) }, gesture)}
          />{" "}
          epochs without a better validation loss
          {!hasValidation && " (there are no validation rows, so it never stops early)"}
        </>
      )}
    </>
  );
}
