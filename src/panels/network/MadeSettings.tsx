import { useState } from "react";
import { familyOf, isAllowed, type Made, type Setting, type SettingDescription } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { beginGesture, IconButton } from "@/ui";
import { WordNumber } from "../data/WordNumber";
import { LayerWidths } from "./LayerWidths";
import styles from "./network.module.css";
import { remake, withSetting } from "./remaking";
import { SettingSlider } from "./SettingSlider";

/** Seeds that the button gives; larger ones can be typed. */
const SEEDS = 1000;

/** The settings of a made graph as sliders, beside a figure without further words: the graph follows at once. Nothing where the graph is an ordinary one. */
export function MadeSettings({ isCompact = false }: { readonly isCompact?: boolean }) {
  const made = useBackflow((state) => documentOf(state).made);
  const [sentence, setSentence] = useState<string | null>(null);
  const family = made && familyOf(made.family);
  if (!made || !family) return null;
  const take = (index: number, setting: Setting, gesture: string) => {
    const description = family.settings[index];
    if (!description || !isAllowed(description, setting)) {
      setSentence(description ? rangeSentence(description) : null);
      return;
    }
    setSentence(null);
    remake(withSetting(made, index, setting), gesture);
  };
  return (
    <section
      className={isCompact ? styles.madeCompact : styles.made}
      aria-label={`Settings: ${family.title}`}
    >
      {!isCompact && <h3 className={styles.heading}>{family.title}, made from settings</h3>}
      {family.settings.map((description, index) => (
        <OneSetting
          key={description.id}
          made={made}
          description={description}
          index={index}
          onChange={(setting, gesture) => take(index, setting, gesture)}
        />
      ))}
      <p role="status" className={styles.refusal}>
        {sentence}
      </p>
      {!isCompact && (
        <p className={styles.caption}>
          {family.words} A link carries the settings alone. Your first change of a weight or of the
          structure makes it an ordinary graph; one undo brings the settings back.
        </p>
      )}
    </section>
  );
}

interface OneSettingProps {
  readonly made: Made;
  readonly description: SettingDescription;
  readonly index: number;
  readonly onChange: (setting: Setting, gesture: string) => void;
}

function OneSetting({ made, description, index, onChange }: OneSettingProps) {
  const setting = made.settings[index];
  const { title } = description;
  if (description.kind === "widths" && typeof setting === "object") {
    return <LayerWidths description={description} widths={setting} onChange={onChange} />;
  }
  if (description.kind === "choice") {
    return (
      <label className={styles.setting}>
        <span>{title}</span>
        <select
          className={styles.choice}
          value={String(setting)}
          onChange={(event) => onChange(event.currentTarget.value, beginGesture("step").id)}
        >
          {description.choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.title}
            </option>
          ))}
        </select>
      </label>
    );
  }
  if (typeof setting !== "number") return null;
  if (description.kind === "seed") {
    return (
      <div className={styles.setting}>
        <span>{title}</span>
        <span className={styles.seed}>
          <WordNumber label={title} value={setting} isWhole onChange={onChange} />
          <IconButton
            icon="reseed"
            label="Another seed"
            onClick={() => onChange((setting + 1) % SEEDS, beginGesture("step").id)}
          />
        </span>
      </div>
    );
  }
  if (description.kind === "widths") return null;
  return (
    <SettingSlider
      label={title}
      value={setting}
      least={description.least}
      reach={description.reach}
      step={description.kind === "real" ? description.step : 1}
      onChange={onChange}
    />
  );
}

/** What a setting may be. */
function rangeSentence(description: SettingDescription): string {
  switch (description.kind) {
    case "whole":
      return `${description.title}: a whole number from ${description.least} to ${description.most}.`;
    case "real":
      return `${description.title}: a number from ${description.least} to ${description.most}.`;
    case "seed":
      return `${description.title}: a whole number from 0 to 4,294,967,295.`;
    case "widths":
      return `Units of a layer: a whole number from 1 to ${description.mostUnits}.`;
    case "choice":
      return `${description.title}: one of ${description.choices.length}.`;
  }
}
