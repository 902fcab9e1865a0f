// Which turn and which word belong to a moment of the recording.
import type { SpokenTurn } from "./record";

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

/** Return a name of the persona's YAML as words: "card_declined" -> "card declined". */
export function asWords(name: string): string {
  return name.replaceAll("_", " ").trim();
}

/** Return the part of a cut turn that was not heard; empty if all was, or if the two cannot be matched. */
export function unheard(turn: SpokenTurn): string {
  if (!turn.cut || turn.heard === turn.text) return "";
  return turn.text.startsWith(turn.heard) ? turn.text.slice(turn.heard.length).trim() : "";
}
