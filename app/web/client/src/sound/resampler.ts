// A streaming resampler for any pair of rates: a Kaiser-windowed sinc, causal, so that every sample in counts at once.

/** Zero crossings on each side of the filter's centre. */
const CROSSINGS = 16;
/** Kaiser window; 8 keeps what folds back about 80 dB down. */
const BETA = 8;
/** Share of the narrower band that passes; the rest is the filter's slope. */
const PASSBAND = 0.9;
/** Table entries for each sample of distance; between them the filter is interpolated in a straight line. */
const STEPS = 128;

export class Resampler {
  /** How far the sound lags behind the count, in samples at the rate it comes in. */
  readonly delay: number;
  private readonly table: Float32Array;
  private history: Float32Array;
  private taken = 0;
  private given = 0;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    const cutoff = Math.min(1, to / from) * PASSBAND;
    this.delay = from === to ? 0 : Math.ceil(CROSSINGS / cutoff);
    this.table = filterTable(this.delay, cutoff);
    this.history = new Float32Array(2 * this.delay);
  }

  /** Take samples; after n samples in all, ceil(n * to / from) have come out in all. */
  push(input: Float32Array): Float32Array {
    if (this.from === this.to) return input.slice();
    const known = new Float32Array(this.history.length + input.length);
    known.set(this.history);
    known.set(input, this.history.length);
    const origin = this.taken - this.history.length;
    this.taken += input.length;
    const total = Math.ceil((this.taken * this.to) / this.from);
    const output = new Float32Array(total - this.given);
    for (let index = 0; index < output.length; index++) {
      output[index] = this.at((this.given + index) * (this.from / this.to) - this.delay - origin, known);
    }
    this.given = total;
    this.history = known.slice(known.length - this.history.length);
    return output;
  }

  private at(centre: number, known: Float32Array): number {
    const first = Math.max(0, Math.ceil(centre - this.delay));
    const last = Math.min(known.length - 1, Math.floor(centre + this.delay));
    let sum = 0;
    for (let index = first; index <= last; index++) {
      const place = Math.abs(index - centre) * STEPS;
      const low = Math.floor(place);
      const left = this.table[low] ?? 0;
      sum += (known[index] ?? 0) * (left + (place - low) * ((this.table[low + 1] ?? 0) - left));
    }
    return sum;
  }
}

function filterTable(delay: number, cutoff: number): Float32Array {
  return Float32Array.from({ length: delay * STEPS + 1 }, (_, place) => {
    const distance = place / STEPS;
    const angle = Math.PI * cutoff * distance;
    const sinc = distance === 0 ? 1 : Math.sin(angle) / angle;
    return cutoff * sinc * kaiser(delay === 0 ? 0 : distance / delay);
  });
}

function kaiser(place: number): number {
  return bessel(BETA * Math.sqrt(Math.max(0, 1 - place * place))) / bessel(BETA);
}

/** The modified Bessel function of the first kind, order zero, by its series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-9; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
