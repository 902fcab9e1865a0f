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

/** The difficulties, each with what it changes. */
export const DIFFICULTIES = [
  ["easy", "Easy: forgives more"],
  ["normal", "Normal"],
  ["hard", "Hard: trusts later, loses patience sooner"],
] as const;

/** Return how the trainee may end the exercise; empty where no words for it are known. */
export function stopText(words: string): string {
  return words ? `You may end the exercise at any time: say “${words}”, or hang up.` : "";
}

/** Return how much of their own speech a score needs; empty where nobody scores. */
export function scoreText(seconds: number): string {
  if (!(seconds > 0)) return "";
  const text = seconds === 30 ? "about half a minute" : `about ${seconds} seconds`;
  return `A score needs ${text} of your own speech in all; with less there may be no number.`;
}

/** Return where what is kept of a call stays. `sends`: words go as text to a language model elsewhere. */
export function keepingText(sends: boolean): string {
  const kept = "The recording and the transcript stay on this server.";
  return sends ? `${kept} What you say is sent as text to the language model that it uses.` : kept;
}
