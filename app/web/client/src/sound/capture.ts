// The microphone on the capture clock: 16 kHz PCM16 in 20 ms frames, without a gap, silence where it is muted.
import { CAPTURE_RATE } from "../protocol/frames";
import { Resampler } from "./resampler";

/** Samples of a frame: 20 ms. */
export const FRAME = 320;

export interface MicrophoneFrame {
  /** On the capture clock. */
  firstSample: number;
  samples: Int16Array;
}

export class Capture {
  /** While true, silence takes the place of what is heard; the clock goes on. */
  isMuted = false;
  private readonly resampler: Resampler;
  private frame = new Int16Array(FRAME);
  private filled = 0;
  private framesDone = 0;
  private taken = 0;

  /** `rate`: samples per second of what `push` takes. */
  constructor(private readonly rate: number) {
    this.resampler = new Resampler(rate, CAPTURE_RATE);
  }

  /** Return where the capture clock stands `offset` input samples after what was taken so far. */
  clock(offset = 0): number {
    return Math.floor(((this.taken + offset) * CAPTURE_RATE) / this.rate);
  }

  /** Take input samples (an empty microphone: zeros); return the frames that are now whole. */
  push(input: Float32Array): MicrophoneFrame[] {
    this.taken += input.length;
    const frames: MicrophoneFrame[] = [];
    for (const sample of this.resampler.push(this.isMuted ? new Float32Array(input.length) : input)) {
      this.frame[this.filled] = Math.round(Math.min(1, Math.max(-1, sample)) * 32_767);
      this.filled += 1;
      if (this.filled === FRAME) frames.push(this.finishFrame());
    }
    return frames;
  }

  private finishFrame(): MicrophoneFrame {
    const whole = { firstSample: this.framesDone * FRAME, samples: this.frame };
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
    this.framesDone += 1;
    return whole;
  }
}
