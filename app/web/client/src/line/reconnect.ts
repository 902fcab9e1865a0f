// When to try to come back to a call whose line dropped.

/** A dropped call is kept for so long unless the server names another time, in seconds. */
export const CALL_WAITS = 20;
/** First pause before a try, in seconds; it doubles with each. */
export const FIRST_PAUSE = 0.3;
export const LONGEST_PAUSE = 2.4;
/** A pause is longer by up to this share of it, so that many callers do not come back at once. */
export const JITTER = 0.25;

/** Return how long to wait before try number `attempt` (0 first), in seconds; null once the call is lost.
 *
 * `since`: seconds since the line dropped; `callWaits`: seconds for which the server keeps the call; `chance`: 0 to 1.
 */
export function nextPause(attempt: number, since: number, callWaits: number, chance: number): number | null {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt) * (1 + JITTER * chance);
  return since + pause < callWaits ? pause : null;
}
