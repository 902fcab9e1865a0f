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
  measured,
} from "./scorecard";
import { asWords } from "./track";

export function scorecardView(replay: ReadyroomReplay) {
  return html`
    <section class="card" aria-labelledby="score-title" aria-busy=${replay.isScoring ? "true" : "false"}>
      <h2 id="score-title">Your score</h2>
      <div role="status">${progressView(replay)}</div>
      ${replay.scoring?.scorecard ? cardView(replay, replay.scoring.scorecard) : nothing}
    </section>
  `;
}

function progressView(replay: ReadyroomReplay) {
  if (replay.scoringFault) return html`<p class="notice">${replay.scoringFault}</p>`;
  const scoring = replay.scoring;
  if (!scoring) return html`<p class="quiet">Asking for the score …</p>`;
  if (scoring.status === "failed")
    return html`<p class="notice">This call could not be scored. The recording and the transcript are kept.</p>`;
  if (scoring.status === "unavailable") return html`<p class="quiet">This server scores no calls.</p>`;
  if (scoring.status === "done") return nothing;
  const step = scoring.step ? `: ${asWords(scoring.step)}` : "";
  return html`<p>${scoring.status === "queued" ? "Waiting to be scored" : "Being scored"}${step} …</p>`;
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
    return criterion.level == null ? nothing : html`<p>Level ${criterion.level}${limitView(criterion)}</p>`;
  }
  return html`
    <p>
      <b>${measured(criterion.value, criterion.unit)}</b>
      ${criterion.band ? html`<span class="band ${criterion.band}">${BANDS[criterion.band]}</span>` : nothing}
      ${criterion.n == null ? nothing : html`<span class="quiet">(from ${criterion.n})</span>`}
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
