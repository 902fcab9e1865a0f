// The trainee's earpiece: mixes the streams that came into blocks of output, and says what was heard of each.
import type { AudioFrame } from "../protocol/frames";
import { type Rates, type Report, VoiceStream } from "./voice_stream";

/** Sound gathered before a stream begins, in seconds, so that a late frame does not tear it. */
export const CUSHION = 0.08;
/** The cushion grows by half with each underrun, up to this; the server sends only 0.4 s ahead. */
export const LARGEST_CUSHION = 0.24;

export class Player {
  /** Seconds of sound gathered before a stream begins. */
  cushion = CUSHION;
  private readonly streams = new Map<number, VoiceStream>();
  private readonly dropped = new Set<number>();
  private answers: Report[] = [];

  constructor(private readonly rates: Rates) {}

  /** Take a frame; of a stream that was flushed it is ignored. */
  receive(frame: AudioFrame): void {
    this.stream(frame.stream)?.receive(frame.firstSample, frame.samples);
  }

  /** Take note of a stream, or of its length. */
  announce(number: number, length: number | undefined): void {
    this.stream(number)?.announce(length);
  }

  duck(number: number): void {
    this.streams.get(number)?.duck();
  }

  pause(number: number): void {
    this.streams.get(number)?.pause();
  }

  resume(number: number): void {
    this.streams.get(number)?.resume();
  }

  /** Drop what is left of a stream; the answer comes out of `render`. */
  flush(number: number): void {
    const stream = this.streams.get(number);
    this.dropped.add(number);
    if (stream) stream.flush();
    else this.answers.push({ type: "flushed", reply: number, samples: 0, offset: 0 });
  }

  /** Drop everything: the line was lost, or the call is over. */
  clear(): void {
    for (const number of this.streams.keys()) this.dropped.add(number);
    this.streams.clear();
    this.answers = [];
  }

  /** Fill a block (it is zeroed first); return what is to be told about it. */
  render(block: Float32Array): Report[] {
    block.fill(0);
    const reports = this.answers;
    this.answers = [];
    for (const stream of [...this.streams.values()]) {
      const underruns = stream.underruns;
      reports.push(...stream.render(block, this.cushion * this.rates.output));
      if (stream.underruns > underruns) this.cushion = Math.min(LARGEST_CUSHION, this.cushion * 1.5);
      if (stream.isOver) this.forget(stream.number);
    }
    for (let index = 0; index < block.length; index++) {
      block[index] = Math.min(1, Math.max(-1, block[index] ?? 0));
    }
    return reports;
  }

  private stream(number: number): VoiceStream | undefined {
    if (this.dropped.has(number)) return undefined;
    const known = this.streams.get(number) ?? new VoiceStream(number, this.rates);
    this.streams.set(number, known);
    return known;
  }

  private forget(number: number): void {
    this.streams.delete(number);
    this.dropped.add(number);
  }
}
