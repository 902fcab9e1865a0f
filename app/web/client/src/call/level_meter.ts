// A bar that shows how loud the microphone is.
import { LitElement, css, html } from "lit";
import { FLOOR_LEVEL, meterShare } from "../sound/levels";

export class LevelMeter extends LitElement {
  static override properties = { decibels: { type: Number } };
  declare decibels: number;

  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: 0.75rem;
      border-radius: 0.4rem;
      background: var(--wash);
      border: 1px solid var(--line);
    }
    rect {
      fill: var(--good);
    }
  `;

  constructor() {
    super();
    this.decibels = FLOOR_LEVEL;
  }

  override render() {
    const share = Math.round(meterShare(this.decibels) * 100);
    return html`
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${share} height="4"></rect>
      </svg>
    `;
  }
}

customElements.define("readyroom-level", LevelMeter);
