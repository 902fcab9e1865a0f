// The record of a call, `call/v1` (docs/CALL_RECORD.md): what the replay reads of it.
import type { Side } from "../protocol/messages";

/** Positions are samples of the capture clock. */
export const CLOCK_RATE = 16_000;

export interface SpokenWord {
  text: string;
  start: number;
  end: number;
}

export interface SpokenTurn {
  number: number;
  side: Side;
  start: number;
  end: number;
  /** What was set out to be said. */
  text: string;
  /** What reached the other's ear. */
  heard: string;
  words: SpokenWord[];
  cut: boolean;
  is_backchannel: boolean;
  is_typed: boolean;
}

export interface CallRecord {
  call: string;
  persona: string;
  scenario: string;
  started_at: string;
  ended_at: string | null;
  ended_by: string | null;
  turns: SpokenTurn[];
  recording: { rate: number; samples: number; complete: boolean } | null;
  not_saved: { what: string; number: number | null; reason: string }[];
}

export function seconds(sample: number): number {
  return sample / CLOCK_RATE;
}
