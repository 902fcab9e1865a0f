// What both sides said so far, line by line; a later caption of the same line replaces it.
import type { Caption, Side } from "../protocol/messages";

export interface CaptionLine {
  side: Side;
  line: number;
  text: string;
  isFinal: boolean;
}

/** Lines kept on the page; the record of the call has them all. */
export const MOST_LINES = 60;

/** Return the lines with a caption taken in; a line that came to nothing is taken out. */
export function withCaption(lines: readonly CaptionLine[], caption: Caption): CaptionLine[] {
  const { side, line, text, final } = caption;
  const next: CaptionLine = { side, line, text: text.trim(), isFinal: final };
  const index = lines.findIndex((each) => each.side === side && each.line === line);
  const all = index < 0 ? [...lines, next] : lines.with(index, next);
  return all.filter((each) => each.text !== "").slice(-MOST_LINES);
}

/** Return the newest line that is whole, for a screen reader to say; empty if there is none. */
export function newestWhole(lines: readonly CaptionLine[], customer: string): string {
  const line = lines.findLast((each) => each.isFinal);
  return line ? `${speaker(line.side, customer)}: ${line.text}` : "";
}

export function speaker(side: Side, customer: string): string {
  return side === "trainee" ? "You" : customer;
}
