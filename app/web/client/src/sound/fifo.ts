// A ring of samples that grows when it must: first in, first out.

export class Fifo {
  private ring = new Float32Array(16_384);
  private head = 0;
  /** Samples waiting. */
  length = 0;

  push(samples: Float32Array): void {
    if (this.length + samples.length > this.ring.length) this.grow(this.length + samples.length);
    const tail = (this.head + this.length) % this.ring.length;
    const fits = Math.min(samples.length, this.ring.length - tail);
    this.ring.set(samples.subarray(0, fits), tail);
    this.ring.set(samples.subarray(fits), 0);
    this.length += samples.length;
  }

  /** Take the oldest sample; 0 when there is none. */
  shift(): number {
    if (this.length === 0) return 0;
    const sample = this.ring[this.head] ?? 0;
    this.head = (this.head + 1) % this.ring.length;
    this.length -= 1;
    return sample;
  }

  private grow(needed: number): void {
    const larger = new Float32Array(Math.max(needed, 2 * this.ring.length));
    for (let index = 0; index < this.length; index++) {
      larger[index] = this.ring[(this.head + index) % this.ring.length] ?? 0;
    }
    this.ring = larger;
    this.head = 0;
  }
}
