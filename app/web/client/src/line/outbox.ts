// What the trainee has done and the server is not known to have heard: it is told again on a line that came back.
import type { Caption, HangUp, Say, ServerMessage } from "../protocol/messages";

/** What must not be lost. The rest is about sound that is lost with the line, or is told anew by whoever told it. */
export type Kept = Say | HangUp;

export function mustArrive(message: { type: string }): message is Kept {
  return message.type === "say" || message.type === "hang_up";
}

/** Messages with their numbers, oldest first. Telling one twice is harmless: the server drops a number it has heard.
 *
 * A typed turn has arrived when a whole trainee's caption says the very same text; one caption speaks for one turn, the
 * oldest. Anything else of the server's may have been on its way before the turn came. Hanging up has arrived when the
 * call has ended, and then nothing is told any more.
 */
export class Outbox {
  private waiting: Kept[] = [];

  keep(message: Kept): void {
    this.waiting = [...this.waiting, message];
  }

  /** Forget what this message of the server's shows to have arrived. */
  take(message: ServerMessage): void {
    if (message.type === "ended") this.waiting = [];
    if (message.type === "caption") this.settle(message);
  }

  get messages(): readonly Kept[] {
    return this.waiting;
  }

  /** Typed turns that are still on their way. */
  get typed(): string[] {
    return this.waiting.flatMap((each) => (each.type === "say" ? [each.text] : []));
  }

  private settle({ side, final, text }: Caption): void {
    if (side !== "trainee" || !final) return;
    const index = this.waiting.findIndex((each) => each.type === "say" && each.text === text);
    if (index >= 0) this.waiting = this.waiting.toSpliced(index, 1);
  }
}
