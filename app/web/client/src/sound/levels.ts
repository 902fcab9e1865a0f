// Levels in dBFS, and when a microphone counts as silent.

/** The quietest level that is told apart from nothing, in dBFS. */
export const FLOOR_LEVEL = -90;
/** A working microphone in a quiet room is above this, in dBFS; a muted or broken one is below. */
export const SILENT_BELOW = -65;
/** Silence after which the trainee is told, in seconds. */
export const SILENT_AFTER = 8;

export function rms(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < samples.length; index++) sum += (samples[index] ?? 0) ** 2;
  return samples.length ? Math.sqrt(sum / samples.length) : 0;
}

/** Return the level of an amplitude (1 is full scale), in dBFS. */
export function level(amplitude: number): number {
  return amplitude > 0 ? Math.max(FLOOR_LEVEL, 20 * Math.log10(amplitude)) : FLOOR_LEVEL;
}

/** Return the share of a meter that a level fills, 0 to 1, over the 60 dB that matter to a voice. */
export function meterShare(decibels: number): number {
  return Math.min(1, Math.max(0, (decibels + 60) / 60));
}

/** Notices that a microphone has given nothing for `SILENT_AFTER` seconds since it was opened.
 *
 * One that was heard once works: the browser's noise suppression makes the pauses of a good microphone just as silent.
 */
export class SilenceWatch {
  private quietFor = 0;
  private wasHeard = false;

  /** Take the level of so many seconds; return whether the silence has lasted too long. */
  observe(decibels: number, seconds: number): boolean {
    this.wasHeard ||= decibels >= SILENT_BELOW;
    this.quietFor += seconds;
    return !this.wasHeard && this.quietFor >= SILENT_AFTER;
  }

  /** Another microphone was opened. */
  reset(): void {
    this.quietFor = 0;
    this.wasHeard = false;
  }
}
