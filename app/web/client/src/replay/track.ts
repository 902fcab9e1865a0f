// Which turn and which word belong to a moment of the recording, and what the customer thought of each turn.
import type { CallEvent, CallRecord, MindRecord, SpokenTurn } from "./record";

export interface Moment {
  /** Number of the turn being heard; null between turns. */
  turn: number | null;
  /** Index of the word within the turn; null where words have no times. */
  word: number | null;
}

/** Return the turns in the order in which they began to be heard. */
export function inOrder(turns: readonly SpokenTurn[]): SpokenTurn[] {
  return turns.toSorted((one, other) => one.start - other.start || one.number - other.number);
}

/** Return what is heard at a sample; where both speak, the turn that began last. */
export function momentAt(turns: readonly SpokenTurn[], sample: number): Moment {
  const turn = inOrder(turns).findLast((each) => each.start <= sample && sample < each.end);
  if (!turn) return { turn: null, word: null };
  const word = turn.words.findLastIndex((each) => each.start <= sample);
  return { turn: turn.number, word: word < 0 ? null : word };
}

/** The three values of a mind that the page shows; 0 to 100. */
export const MOODS = ["trust", "tension", "patience"] as const;
export type Mood = (typeof MOODS)[number];

export interface MindStep {
  turn: number;
  values: Record<Mood, number>;
  /** How each value differs from the step before. */
  changes: Record<Mood, number>;
  reasons: string[];
  move: string | null;
}

/** Return the steps of the mind with what each changed; a mind without the three values is left out. */
export function mindSteps(mind: readonly MindRecord[]): MindStep[] {
  const steps: MindStep[] = [];
  for (const { turn, values, reasons, move } of mind) {
    const now = moodsOf(values);
    if (!now) continue;
    const before = steps.at(-1)?.values ?? now;
    const changes = { trust: 0, tension: 0, patience: 0 };
    for (const mood of MOODS) changes[mood] = now[mood] - before[mood];
    steps.push({ turn, values: now, changes, reasons, move });
  }
  return steps;
}

/** Return the steps that say something: a value moved, or there is a reason. */
export function stepsOf(steps: readonly MindStep[], turn: number): MindStep[] {
  return steps.filter(
    (step) => step.turn === turn && (step.reasons.length > 0 || MOODS.some((mood) => step.changes[mood])),
  );
}

export function eventsOf(record: CallRecord, turn: number): CallEvent[] {
  return record.events.filter((event) => event.turn === turn && event.kind !== "interruption");
}

/** Return a name of the persona's YAML as words: "card_declined" -> "card declined". */
export function asWords(name: string): string {
  return name.replaceAll("_", " ").trim();
}

/** Return the part of a cut turn that was not heard; empty if all was, or if the two cannot be matched. */
export function unheard(turn: SpokenTurn): string {
  if (!turn.cut || turn.heard === turn.text) return "";
  return turn.text.startsWith(turn.heard) ? turn.text.slice(turn.heard.length).trim() : "";
}

function moodsOf(values: Record<string, unknown>): Record<Mood, number> | null {
  const [trust, tension, patience] = MOODS.map((mood) => values[mood]);
  const isWhole = typeof trust === "number" && typeof tension === "number" && typeof patience === "number";
  return isWhole ? { trust, tension, patience } : null;
}
