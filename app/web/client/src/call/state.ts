// Where a call stands, as the page shows it: plain values, changed only by `after`.
import type { ErrorTold, Floor, ServerMessage } from "../protocol/messages";
import { type CaptionLine, withCaption } from "./captions";

/** `consent` and `check` come before the call, `over` after it; `away`: the line dropped and is being mended. */
export type Phase = "consent" | "check" | "ringing" | "live" | "away" | "over";

export interface Problem {
  code: string;
  text: string;
  /** The trainee may end their other call and begin this one. */
  offersTakeOver: boolean;
}

export interface CallState {
  phase: Phase;
  call: string | null;
  floor: Floor;
  captions: CaptionLine[];
  problem: Problem | null;
  isRecorded: boolean;
  /** Who ended it, in the words of `call/v1`. */
  endedBy: string | null;
}

export const FRESH: CallState = {
  phase: "consent",
  call: null,
  floor: "open",
  captions: [],
  problem: null,
  isRecorded: true,
  endedBy: null,
};

/** Return the state after a message of the server's. */
export function after(state: CallState, message: ServerMessage): CallState {
  switch (message.type) {
    case "started":
      return { ...state, phase: "live", call: message.call, isRecorded: message.recorded, problem: null };
    case "caption":
      return { ...state, captions: withCaption(state.captions, message) };
    case "floor":
      return { ...state, floor: message.floor };
    case "error":
      return { ...state, problem: problemOf(message) };
    case "ended":
      return { ...state, phase: "over", call: message.call, floor: "closed", endedBy: message.by };
    default:
      return state;
  }
}

export function afterDrop(state: CallState): CallState {
  return state.phase === "live" ? { ...state, phase: "away" } : state;
}

/** Return the state once the line is closed for good; a call that never began goes back to the check. */
export function afterClose(state: CallState, error: ErrorTold | null): CallState {
  const problem = error ? problemOf(error) : state.problem;
  if (state.call !== null) return { ...state, phase: "over", problem, endedBy: state.endedBy ?? "connection" };
  const unreachable = {
    code: "unreachable",
    text: "The call could not be connected. Try again.",
    offersTakeOver: false,
  };
  return { ...state, phase: "check", problem: problem ?? unreachable };
}

function problemOf(error: ErrorTold): Problem {
  return { code: error.code, text: error.message, offersTakeOver: error.offer === "take_over" };
}
