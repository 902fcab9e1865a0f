// The look that all components share; the colours come from site.css and reach through the shadow roots.
import { css } from "lit";

export const shared = css`
  :host {
    display: block;
    color: var(--ink);
    font: inherit;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0 0 0.75rem;
  }
  h2 {
    font-size: 1.25rem;
  }
  h3 {
    font-size: 1.05rem;
  }
  button,
  select,
  input[type="text"],
  textarea {
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    min-height: 2.75rem;
    min-width: 2.75rem;
    padding: 0.5rem 0.9rem;
    max-width: 100%;
  }
  button {
    cursor: pointer;
    font-weight: 600;
  }
  button.main {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  button.danger {
    color: var(--on-danger);
    background: var(--danger);
    border-color: var(--danger);
  }
  button[aria-pressed="true"] {
    color: var(--paper);
    background: var(--ink);
    border-color: var(--ink);
  }
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
  .quiet {
    color: var(--quiet);
  }
  .notice {
    border: 1px solid var(--line);
    border-left: 0.35rem solid var(--warn);
    border-radius: 0.5rem;
    background: var(--wash);
    padding: 0.75rem 1rem;
    margin: 0 0 1rem;
  }
  .notice > :last-child {
    margin-bottom: 0;
  }
  .card {
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    background: var(--paper);
    padding: 1rem;
    margin: 0 0 1rem;
  }
  .out-of-sight {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
