// The scorecard: measured numbers with units and bands, checks with quotes that can be heard, and what is unscored.
import { html, nothing } from "lit";
import { clock } from "../call/formatting";
import type { ReadyroomReplay } from "./component";
import { seconds } from "./record";
import {
  BANDS,
  type CheckResult,
  type CriterionResult,
  type Evidence,
  type Scorecard,
  VERDICTS,
  ladderText,
  measured,
  progressText,
  sample,
} from "./scorecard";

export function scorecardView(replay: ReadyroomReplay) {
  return html`
    <section class="card beside" aria-labelledby="score-title" aria-busy=${replay.isScoring ? "true" : "false"}>
      <h2 id="score-title">Your score</h2>
      <div role="status">${progressView(replay)}</div>
      ${replay.scoring?.scorecard ? cardView(replay, replay.scoring.scorecard) : nothing}
    </section>
  `;
}

function progressView(replay: ReadyroomReplay) {
  if (replay.scoringFault) return html`<p class="notice">${replay.scoringFault}</p>`;
  const text = progressText(replay.scoring);
  const isSettled = replay.scoring !== null && !replay.isScoring;
  return text ? html`<p class=${isSettled ? "notice" : "quiet"}>${text}</p>` : nothing;
}

function cardView(replay: ReadyroomReplay, card: Scorecard) {
  const { totals } = card;
  return html`
    <p class="quiet">${card.title}</p>
    ${
      totals.score == null
        ? html`<p>No number: ${totals.unscored ?? "too little could be scored"}.</p>`
        : html`<p class="total"><b>${totals.score}</b> of 100</p>`
    }
    ${isThin(card) ? thinView(card) : allView(replay, card)}
  `;
}

/** Whether nothing at all was scored, for the one reason that the total gives: repeating it helps nobody. */
function isThin(card: Scorecard): boolean {
  return card.criteria.length > 0 && card.criteria.every((each) => each.unscored && each.unscored === card.totals.unscored);
}

function thinView(card: Scorecard) {
  return html`
    <details>
      <summary>What would be looked at</summary>
      <ul>
        ${card.criteria.map(({ title }) => html`<li>${title}</li>`)}
      </ul>
    </details>
  `;
}

function allView(replay: ReadyroomReplay, card: Scorecard) {
  const { totals } = card;
  return html`
    <p class="quiet">
      ${partView("Measured", totals.measured)} ${partView("Checks", totals.checked)} ${Math.round(totals.coverage * 100)} % of
      the rubric could be scored.
    </p>
    ${card.caps.filter((cap) => totals.capped_by.includes(cap.check.id)).map((cap) => html`<p class="notice">At most ${cap.most}: ${cap.check.title}</p>`)}
    <ul class="criteria">
      ${card.criteria.map((criterion) => criterionView(replay, criterion))}
    </ul>
    ${card.caps.length ? html`<h3>What limits the score</h3>` : nothing}
    <ul class="checks">
      ${card.caps.map((cap) => checkView(replay, cap.check))}
    </ul>
  `;
}

function partView(title: string, points: number | null | undefined) {
  return points == null ? nothing : html`${title}: ${points} of 100.`;
}

function criterionView(replay: ReadyroomReplay, criterion: CriterionResult) {
  return html`
    <li class="criterion">
      <h3>${criterion.title}</h3>
      ${criterion.unscored ? html`<p class="quiet">Not scored: ${criterion.unscored}</p>` : valueView(criterion)}
      ${criterion.evidence.map((each) => quoteView(replay, each))}
      ${checksView(replay, criterion.checks)}
    </li>
  `;
}

/** Checks of which none could be scored are folded away. */
function checksView(replay: ReadyroomReplay, checks: CheckResult[]) {
  if (checks.length === 0) return nothing;
  const list = html`<ul class="checks">${checks.map((check) => checkView(replay, check))}</ul>`;
  if (checks.some((check) => check.verdict !== "unscored")) return list;
  return html`<details><summary>What would be looked at</summary>${list}</details>`;
}

function valueView(criterion: CriterionResult) {
  if (criterion.value == null) {
    if (criterion.level == null) return nothing;
    const ladder = ladderText(criterion);
    return html`<p>Level ${criterion.level}${limitView(criterion)}</p>${ladder ? html`<p class="quiet">${ladder}</p>` : nothing}`;
  }
  return html`
    <p>
      <b>${measured(criterion.value, criterion.unit)}</b>
      ${criterion.band ? html`<span class="band ${criterion.band}">${BANDS[criterion.band]}</span>` : nothing}
      ${sample(criterion) ? html`<span class="quiet">(from ${sample(criterion)})</span>` : nothing}
    </p>
  `;
}

function limitView(criterion: CriterionResult): string {
  return criterion.of == null || criterion.of === 3 ? " of 3" : ` of ${criterion.of}; the rest needs a judge`;
}

function checkView(replay: ReadyroomReplay, check: CheckResult) {
  return html`
    <li class="check">
      <span class="verdict ${check.verdict}">${VERDICTS[check.verdict]}</span> ${check.title}
      ${check.unscored ? html`<span class="quiet">(${check.unscored})</span>` : nothing}
      ${check.evidence.map((each) => quoteView(replay, each))}
    </li>
  `;
}

function quoteView(replay: ReadyroomReplay, evidence: Evidence) {
  const words = `“${evidence.quote}”`;
  const go = () => (replay.canListen ? replay.listen(evidence.start) : replay.show(evidence.turn));
  return html`<button class="quote" @click=${go}>${replay.canListen ? "▶ " : ""}${words} <span class="at">${clock(seconds(evidence.start))}</span></button>`;
}
