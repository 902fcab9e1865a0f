// The look of a replay, for a phone first.
import { css } from "lit";

export const replayStyles = css`
  .layout {
    display: flex;
    flex-direction: column;
  }
  /* What has the focus comes to rest below the player. */
  .beside :is(h2, button, summary) {
    scroll-margin-top: 15rem;
  }
  /* Floats: in a grid the player would stick to its own cell only, or the score would have to come last in the page. */
  @media (min-width: 60rem) {
    .layout {
      display: flow-root;
    }
    .layout > * {
      float: left;
      clear: left;
      width: calc(60% - 0.5rem);
      margin-bottom: 1rem;
    }
    .layout > .beside {
      float: right;
      clear: right;
      width: calc(40% - 0.5rem);
    }
    .beside :is(h2, button, summary) {
      scroll-margin-top: 0;
    }
  }
  .player {
    position: sticky;
    top: 0;
    z-index: 2;
  }
  .legend {
    justify-content: space-between;
    margin-top: 0.6rem;
  }
  .sides {
    gap: 0 1.25rem;
  }
  .swatch::before {
    content: "";
    display: inline-block;
    width: 0.8rem;
    height: 0.8rem;
    border-radius: 0.2rem;
    margin-right: 0.35rem;
    background: var(--trainee);
  }
  .swatch.customer::before {
    background: var(--customer);
  }
  .turns,
  .criteria,
  .checks {
    list-style: none;
    padding: 0;
  }
  .turn {
    border-left: 0.3rem solid var(--customer);
    padding: 0.4rem 0.8rem;
    margin: 0 0 0.8rem;
    overflow-wrap: anywhere;
    border-radius: 0.4rem;
    scroll-margin: 11rem;
  }
  .turn.trainee {
    border-left-color: var(--trainee);
  }
  .turn.current {
    background: var(--wash);
  }
  .words {
    margin: 0.3rem 0;
  }
  .now {
    background: var(--mark);
    color: var(--on-mark);
    border-radius: 0.2rem;
  }
  .tag {
    font-size: 0.85rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    padding: 0.05rem 0.6rem;
  }
  .cut-mark {
    color: var(--danger);
    font-weight: 600;
  }
  .unheard s,
  .at,
  .change {
    color: var(--quiet);
  }
  .event {
    font-size: 0.9rem;
    margin: 0.3rem 0;
    padding: 0.1rem 0.6rem;
    border: 1px solid var(--line);
    border-left: 0.3rem solid var(--line);
    border-radius: 0.4rem;
    width: fit-content;
  }
  .event.pressure {
    border-left-color: var(--danger);
  }
  .event.objection {
    border-left-color: var(--warn);
  }
  .event.fact,
  .event.hint,
  .event.concession {
    border-left-color: var(--good);
  }
  .aside {
    font-size: 0.9rem;
    margin: 0.3rem 0;
    color: var(--quiet);
  }
  .mind {
    font-size: 0.9rem;
  }
  summary {
    min-height: 2.75rem;
    padding: 0.6rem 0;
    cursor: pointer;
  }
  .mood {
    margin-right: 0.8rem;
    white-space: nowrap;
  }
  .total {
    font-size: 1.3rem;
  }
  .total b {
    font-size: 2.2rem;
  }
  .criterion {
    border-top: 1px solid var(--line);
    padding-top: 0.7rem;
    margin-bottom: 0.7rem;
  }
  .criterion h3 {
    margin-bottom: 0.3rem;
  }
  .check {
    margin: 0.4rem 0;
  }
  .verdict,
  .band {
    font-weight: 600;
  }
  .good,
  .yes {
    color: var(--good);
  }
  .amber {
    color: var(--warn);
  }
  .outside,
  .no {
    color: var(--danger);
  }
  .verdict.unscored {
    color: var(--quiet);
  }
  dialog {
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    padding: 1.25rem;
    max-width: min(30rem, calc(100vw - 2rem));
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  button.quote {
    display: block;
    width: 100%;
    text-align: left;
    font-weight: 400;
    margin: 0.35rem 0;
    overflow-wrap: anywhere;
  }
`;
