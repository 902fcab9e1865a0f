// Numbers and states in the words of the page.
import type { Floor } from "../protocol/messages";

/** Return seconds as minutes and seconds: 75 -> "1:15". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Return who may speak, as a short sentence. */
export function floorText(floor: Floor, customer: string): string {
  const texts: Record<Floor, string> = {
    open: "Either of you may speak",
    trainee: "You are speaking",
    paused: "You have paused",
    thinking: `${customer} is about to speak`,
    customer: `${customer} is speaking`,
    contested: "You are both speaking",
    away: "The line dropped",
    closed: "The call is over",
  };
  return texts[floor];
}

const ENDINGS: Record<string, string> = {
  trainee: "You hung up.",
  connection: "The line was lost. What was said until then is kept.",
  server: "The server ended the call. What was said until then is kept.",
  failure: "The call broke. What was said until then is kept.",
  interrupted: "The server stopped. What was said until then is kept.",
};

/** Return how a call ended, as a sentence. */
export function endingText(by: string | null, customer: string): string {
  return by === "customer" ? `${customer} hung up.` : (ENDINGS[by ?? ""] ?? "The call is over.");
}
