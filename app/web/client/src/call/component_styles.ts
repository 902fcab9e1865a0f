// The look of a call, for a phone first.
import { css } from "lit";

export const callStyles = css`
  h2:focus {
    outline: none;
  }
  .after {
    margin: 0.75rem 0 0;
  }
  .status {
    justify-content: space-between;
  }
  .status h2 {
    margin: 0;
  }
  .time {
    font-variant-numeric: tabular-nums;
    font-size: 1.1rem;
  }
  .floor {
    font-weight: 600;
    padding: 0.4rem 0.75rem;
    border-radius: 0.5rem;
    border-left: 0.35rem solid var(--line);
    background: var(--wash);
  }
  .floor[data-floor="trainee"],
  .floor[data-floor="paused"] {
    border-left-color: var(--trainee);
  }
  .floor[data-floor="customer"],
  .floor[data-floor="thinking"] {
    border-left-color: var(--customer);
  }
  .floor[data-floor="contested"],
  .floor[data-floor="away"] {
    border-left-color: var(--warn);
  }
  .captions {
    height: min(45vh, 24rem);
    overflow-y: auto;
    overflow-wrap: anywhere;
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    margin-bottom: 1rem;
  }
  .captions > :first-child {
    margin-top: auto;
  }
  .line {
    margin: 0;
    max-width: 90%;
    padding: 0.4rem 0.7rem;
    border-radius: 0.6rem;
    background: var(--wash);
    border-left: 0.25rem solid var(--customer);
  }
  .line.trainee {
    align-self: flex-end;
    border-left: 0;
    border-right: 0.25rem solid var(--trainee);
  }
  .line.partial,
  .line.sending {
    font-style: italic;
  }
  .who {
    display: block;
    font-size: 0.85rem;
    font-style: normal;
    color: var(--quiet);
  }
  .controls {
    margin-bottom: 1rem;
  }
  .controls button {
    flex: 1 1 6rem;
  }
  .controls .talk {
    flex-basis: 100%;
    min-height: 4rem;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .typing {
    margin-bottom: 0.75rem;
    flex-wrap: nowrap;
  }
  .typing button {
    white-space: nowrap;
  }
  .typing input {
    flex: 1 1 auto;
    min-width: 0;
  }
  summary {
    min-height: 2.75rem;
    padding: 0.6rem 0;
    cursor: pointer;
  }
  input[type="range"] {
    width: min(100%, 20rem);
    min-height: 2.75rem;
    accent-color: var(--accent);
  }
  dl > div {
    display: flex;
    gap: 0.75rem;
    padding: 0.2rem 0;
  }
  dt {
    min-width: 5.5rem;
  }
  dd {
    margin: 0;
  }
  kbd {
    font: inherit;
    border: 1px solid var(--line);
    border-radius: 0.3rem;
    padding: 0 0.35rem;
  }
  readyroom-level {
    margin-bottom: 0.75rem;
  }
`;
