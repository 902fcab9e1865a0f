// What the server tells of a call besides its words, by turn: what came out, what the customer did and why, who worded it.

export const MOODS = ["trust", "tension", "patience"] as const;
export type Mood = (typeof MOODS)[number];

/** Something that came out with the words of a turn. */
export interface Mark {
  /** `pressure`, `objection`, `fact`, `hint`, `concession` ... */
  kind: string;
  text: string;
}

export interface RetoldStep {
  /** 0 to 100 after the step, and how each differs from the step before. */
  mood: { values: Record<Mood, number>; changes: Record<Mood, number> };
  /** What the customer did, after its name; empty: nothing. */
  did: string;
  why: string;
  reasons: string[];
}

export interface RetoldTurn {
  marks: Mark[];
  steps: RetoldStep[];
  /** Empty: no line of the customer's, or no model took part in the call. */
  worded_by: "" | "persona" | "model";
  /** Why words that a model offered for this line were not used. */
  refused: string[];
  /** What a model took the trainee's turn for. */
  read_as: string[];
}

/** By the number of the turn; turns of which there is nothing to tell are left out. */
export type Retelling = Record<string, RetoldTurn>;

/** Return who worded a line, and what was refused, as sentences for a coach; empty: there is nothing to say. */
export function wordingText({ worded_by, refused }: RetoldTurn): string {
  const texts = { "": "", persona: "The persona's own words.", model: "Worded by a language model." };
  const said = refused.length ? `A model offered other words, which were refused: ${refused.join("; ")}.` : "";
  return [texts[worded_by], said].filter(Boolean).join(" ");
}

/** Return what the customer did and why, as a sentence; empty if it did nothing. */
export function deedText(step: RetoldStep, customer: string): string {
  return step.did ? `${customer} ${step.did}: ${step.why}.` : "";
}

/** Return what a model took a turn for, as a sentence for a coach; empty if none did. */
export function readingText({ read_as }: RetoldTurn): string {
  return read_as.length ? `A language model read this turn as: ${read_as.join("; ")}. Nothing went by it.` : "";
}
