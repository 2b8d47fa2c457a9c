import { descendedText, objectiveText, slopeText, symbolText } from "@/explain";
import { MOST_PAUSES, type PauseCondition, success, thresholdOf } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { IconButton } from "@/ui";
import { SentenceChoice, SentenceNumber } from "./SentenceWords";
import styles from "./training.module.css";

type Kind = PauseCondition["kind"];

/** The conditions, in words that follow "when". */
function useKinds(): readonly { readonly value: Kind; readonly text: string }[] {
  const document = useBackflow(documentOf);
  return [
    { value: "loss-below", text: `${descendedText(document)} falls below` },
    { value: "slope-below", text: `‖${slopeText(document)}‖ falls below` },
    { value: "gradient-below", text: `|∂${objectiveText(document.graph)}/∂v| falls below` },
    { value: "unit-dies", text: "a unit dies" },
    { value: "not-finite", text: "a number is not finite" },
  ];
}

const FIRST = { loss: 0.01, slope: 1e-3, gradient: 1e-6 };

/** The conditions on which the run of the graph and the training pause: "until …". */
export function Pauses() {
  const kinds = useKinds();
  const pauses = useBackflow((state) => documentOf(state).pauses);
  return (
    <ul className={styles.pauses} aria-label="When a run pauses">
      {pauses.map((condition, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other name than its place.
        <li key={place}>
          Pause when <Condition condition={condition} place={place} />
          <IconButton
            icon="close"
            label={`Remove condition ${place + 1}`}
            onClick={() => change(pauses.filter((_, other) => other !== place))}
          />
        </li>
      ))}
      {pauses.length < MOST_PAUSES && (
        <li>
          <SentenceChoice
            label="Until a condition holds"
            value="none"
            options={[{ value: "none", text: "until … (pause on a condition)" }, ...kinds]}
            onChange={(kind) => {
              if (kind !== "none") change([...pauses, conditionOf(kind)]);
            }}
          />
        </li>
      )}
    </ul>
  );
}

function Condition({ condition, place }: { condition: PauseCondition; place: number }) {
  const graph = useBackflow((state) => documentOf(state).graph);
  const kinds = useKinds();
  const threshold = thresholdOf(condition);
  const name = `of condition ${place + 1}`;
  return (
    <>
      <SentenceChoice
        label={`Kind ${name}`}
        value={condition.kind}
        options={kinds}
        onChange={(kind) => replace(place, conditionOf(kind))}
      />{" "}
      {threshold !== null && condition.kind !== "unit-dies" && condition.kind !== "not-finite" && (
        <SentenceNumber
          label={`Threshold ${name}`}
          value={threshold}
          onChange={(value, gesture) => replace(place, { ...condition, threshold: value }, gesture)}
        />
      )}
      {condition.kind === "gradient-below" && (
        <>
          {" "}
          at{" "}
          <SentenceChoice
            label={`Node ${name}`}
            value={condition.node}
            options={graph.nodes.map(({ id, symbol }) => ({ value: id, text: symbolText(symbol) }))}
            onChange={(node) => replace(place, { ...condition, node })}
          />
        </>
      )}
    </>
  );
}

function conditionOf(kind: Kind): PauseCondition {
  switch (kind) {
    case "loss-below":
      return { kind, threshold: FIRST.loss };
    case "slope-below":
      return { kind, threshold: FIRST.slope };
    case "gradient-below": {
      const { nodes } = documentOf(useBackflow.getState()).graph;
      const first = nodes.find(({ op }) => op === "linear") ?? nodes[0];
      return { kind, node: first?.id ?? "", threshold: FIRST.gradient };
    }
    case "unit-dies":
    case "not-finite":
      return { kind };
  }
}

function replace(place: number, condition: PauseCondition, gesture?: string): void {
  const { pauses } = documentOf(useBackflow.getState());
  change(
    pauses.map((other, index) => (index === place ? condition : other)),
    gesture,
  );
}

function change(pauses: readonly PauseCondition[], gesture?: string): void {
  const state = useBackflow.getState();
  const refused = pauses.find((one) => !((thresholdOf(one) ?? 1) > 0));
  if (refused) {
    state.say("A threshold has to be larger than 0: no number is below it otherwise.");
    return;
  }
  state.apply(success({ ...documentOf(state), pauses }), gesture === undefined ? {} : { gesture });
}
