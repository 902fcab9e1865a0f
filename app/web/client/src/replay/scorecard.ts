// The score of a call, `scorecard/v1`, in words. What is null in the record may be left out on the wire.
import { asWords } from "./track";

export interface Evidence {
  turn: number;
  quote: string;
  /** First sample of the quoted words. */
  start: number;
  end: number;
}

export interface CheckResult {
  id: string;
  title: string;
  /** The level that a yes is needed for; a card of old may not say. */
  level?: number;
  verdict: "yes" | "no" | "unscored";
  unscored?: string | null;
  evidence: Evidence[];
}

export interface CriterionResult {
  id: string;
  title: string;
  kind: "measured" | "check" | "judged";
  weight: number;
  unscored?: string | null;
  value?: number | null;
  /** `share`, `words/min`, `s`, `per 10 min` ... */
  unit: string;
  n?: number | null;
  /** What `n` counts: `turns`, `words` ...; a card from before this was told has none. */
  counted?: string;
  band?: "good" | "amber" | "outside" | null;
  level?: number | null;
  of?: number | null;
  checks: CheckResult[];
  evidence: Evidence[];
}

export interface Scorecard {
  title: string;
  totals: {
    score?: number | null;
    unscored?: string | null;
    measured?: number | null;
    checked?: number | null;
    coverage: number;
    capped_by: string[];
  };
  criteria: CriterionResult[];
  caps: { check: CheckResult; most: number }[];
}

export interface ScoringState {
  /** `unavailable`: calls are not scored on this server. */
  status: "queued" | "running" | "done" | "failed" | "unavailable";
  step?: string;
  scorecard?: Scorecard;
}

/** Return how far the scoring is, as a sentence; empty when there is nothing to say. */
export function progressText(scoring: ScoringState | null): string {
  if (!scoring) return "Asking for the score …";
  const step = scoring.step ? `: ${asWords(scoring.step)}` : "";
  const texts: Record<ScoringState["status"], string> = {
    queued: `Waiting to be scored${step} …`,
    running: `Being scored${step} …`,
    done: scoring.scorecard ? "" : "No rubric of this server suits this customer, so there is no score.",
    failed: "This call could not be scored. What was said is kept.",
    unavailable: "Calls are not scored on this server. What was said is kept.",
  };
  return texts[scoring.status] ?? "";
}

/** Return a measured value with its unit: 0.42 of "share" -> "42 %". */
export function measured(value: number, unit: string): string {
  if (unit === "share") return `${Math.round(value * 100)} %`;
  if (unit === "words/min") return `${Math.round(value)} words a minute`;
  if (unit === "s") return `${value.toFixed(1)} s`;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${unit}`.trim();
}

/** Return what a measured value was made of: "21 turns"; empty where the card does not say. */
export function sample({ n, counted }: Pick<CriterionResult, "n" | "counted">): string {
  if (n == null || !counted) return "";
  return `${n} ${n === 1 ? counted.replace(/s$/, "") : counted}`;
}

/** Return why a level is lower than some of its checks are: a level counts only when those below it are reached. */
export function ladderText({ level, checks }: Pick<CriterionResult, "level" | "checks">): string {
  const above = checks.some((check) => check.verdict === "yes" && (check.level ?? 0) > (level ?? 0));
  const missing = checks.find((check) => check.verdict !== "yes" && check.level === (level ?? 0) + 1);
  if (level == null || !above || !missing) return "";
  const why = missing.verdict === "no" ? "was answered with no" : "could not be scored";
  return `A level counts only when those below it are reached: “${missing.title}”, for level ${missing.level}, ${why}.`;
}

export const BANDS = { good: "in the good range", amber: "near the good range", outside: "outside the good range" };
export const VERDICTS = { yes: "Yes", no: "No", unscored: "Not scored" };

/** First pause between two looks at the score, in seconds; each is half as long again, up to the longest. */
export const FIRST_LOOK = 0.5;
export const LONGEST_LOOK = 10;
/** After so many looks the page asks no more by itself: about ten minutes. */
export const MOST_LOOKS = 70;

/** Return how long to wait before look number `attempt` (0 first), in seconds; null: ask no more. */
export function nextLook(attempt: number): number | null {
  return attempt < MOST_LOOKS ? Math.min(LONGEST_LOOK, FIRST_LOOK * 1.5 ** attempt) : null;
}
