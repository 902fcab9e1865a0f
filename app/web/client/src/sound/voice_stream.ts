// One stream of the customer's voice as received, and to the sample how much of it was played.
import { isMurmur } from "../protocol/frames";
import { Fifo } from "./fifo";
import { Resampler } from "./resampler";

/** Gain of a ducked voice: -12 dB. */
export const DUCKED = 0.25;
/** How long a change of gain takes, in seconds: too short to be heard as a fade, long enough not to click. */
export const RAMP = 0.005;
/** How long a stream waits for its cushion once nothing more comes, in seconds. */
export const PATIENCE = 0.15;
/** How often it is told how much was played, in seconds. */
export const REPORT_EVERY = 0.1;

/** Of a reply, `samples` (at the voice's rate) had been played `offset` samples into the block just rendered. */
export interface Report {
  type: "heard" | "flushed";
  reply: number;
  samples: number;
  offset: number;
}

export interface Rates {
  /** Samples per second of the voice. */
  voice: number;
  /** Samples per second of the loudspeaker. */
  output: number;
}

export class VoiceStream {
  length: number | undefined;
  /** How often it ran dry in the middle. */
  underruns = 0;
  private readonly fifo = new Fifo();
  private readonly resampler: Resampler;
  private received = 0;
  private rendered = 0;
  private reportedAt = 0;
  private waited = 0;
  private hasStarted = false;
  private isGathering = true;
  private gain = 1;
  private target = 1;
  private wish: "play" | "pause" | "flush" = "play";
  private isWishTold = true;
  private isDryTold = true;

  constructor(
    readonly number: number,
    private readonly rates: Rates,
  ) {
    this.resampler = new Resampler(rates.voice, rates.output);
  }

  /** Samples played, at the voice's rate. */
  get played(): number {
    return Math.min(this.received, Math.floor((this.rendered * this.rates.voice) / this.rates.output));
  }

  get isOver(): boolean {
    const isAllPlayed = this.isWhole && this.fifo.length === 0 && this.isDryTold;
    return (this.wish === "flush" && this.isWishTold) || isAllPlayed;
  }

  /** Take samples; those that do not follow the last are ignored. */
  receive(firstSample: number, samples: Int16Array): void {
    if (firstSample !== this.received) return;
    this.received += samples.length;
    this.fifo.push(this.resampler.push(Float32Array.from(samples, (sample) => sample / 32_768)));
    this.waited = 0;
    this.isDryTold = false;
  }

  /** Nothing more than `length` samples will come. */
  announce(length: number | undefined): void {
    this.length = length;
    if (length !== undefined && this.hasStarted) this.isDryTold = false;
  }

  duck(): void {
    if (this.wish === "play") this.target = DUCKED;
  }

  pause(): void {
    this.decide("pause", 0);
  }

  resume(): void {
    this.decide("play", 1);
  }

  flush(): void {
    this.decide("flush", 0);
  }

  /** Add the next samples to a block of output; `cushion`: output samples to gather before beginning. */
  render(block: Float32Array, cushion: number): Report[] {
    const reports: Report[] = [];
    if (this.wish === "play" && !this.isWishTold && this.hasStarted) this.tell(reports, 0);
    if (this.wish === "play") this.isWishTold = true;
    const isPlaying = this.mayPlay(block.length, cushion);
    if (isPlaying && !this.hasStarted) this.begin(reports);
    const end = isPlaying ? this.mix(block) : 0;
    this.settle(reports, end);
    return isMurmur(this.number) ? [] : reports;
  }

  private get isWhole(): boolean {
    return this.length !== undefined && this.received >= this.length;
  }

  private decide(wish: "play" | "pause" | "flush", target: number): void {
    if (this.wish === "flush") return;
    this.wish = wish;
    this.target = target;
    this.isWishTold = false;
  }

  private mayPlay(blockLength: number, cushion: number): boolean {
    if (this.fifo.length === 0 || (this.gain === 0 && this.target === 0)) return false;
    if (this.wish !== "play" && !this.hasStarted) return false;
    if (!this.isGathering) return true;
    this.waited += blockLength;
    const hasWaited = this.waited >= PATIENCE * this.rates.output;
    this.isGathering = this.fifo.length < cushion && !this.isWhole && !hasWaited;
    return !this.isGathering;
  }

  private begin(reports: Report[]): void {
    this.hasStarted = true;
    this.reportedAt = this.rendered;
    this.tell(reports, 0);
  }

  /** Return how far into the block this stream was played. */
  private mix(block: Float32Array): number {
    const step = 1 / (RAMP * this.rates.output);
    let index = 0;
    for (; index < block.length && this.fifo.length > 0; index++) {
      const change = Math.min(step, Math.abs(this.target - this.gain));
      this.gain += this.target > this.gain ? change : -change;
      if (this.gain === 0 && this.target === 0) break;
      block[index] = (block[index] ?? 0) + this.fifo.shift() * this.gain;
      this.rendered += 1;
    }
    return index;
  }

  /** Tell what the block brought: the end of a wish, running dry, or just the progress. */
  private settle(reports: Report[], end: number): void {
    const isStill = this.gain === 0 || !this.hasStarted || this.fifo.length === 0;
    if (this.wish === "flush" && !this.isWishTold && isStill) {
      this.isWishTold = true;
      reports.push({ type: "flushed", reply: this.number, samples: this.played, offset: end });
    } else if (this.wish === "pause" && !this.isWishTold && isStill) {
      this.isWishTold = true;
      if (this.hasStarted) this.tell(reports, end);
    } else if (this.hasStarted && this.fifo.length === 0 && !this.isDryTold) {
      this.runDry(reports, end);
    } else if (this.rendered - this.reportedAt >= REPORT_EVERY * this.rates.output) {
      this.tell(reports, end);
    }
  }

  private runDry(reports: Report[], end: number): void {
    this.isDryTold = true;
    this.tell(reports, end);
    if (!this.isWhole) {
      this.underruns += 1;
      this.isGathering = true;
    }
  }

  private tell(reports: Report[], offset: number): void {
    if (this.rendered > this.reportedAt) this.reportedAt = this.rendered;
    reports.push({ type: "heard", reply: this.number, samples: this.played, offset });
  }
}
