// Searches the list of customers on the page; without this script the list is whole, and nothing to search with is shown.
import { ANYTHING, FIELDS, type Situation, type Wanted, fits, foundText, queryOf, wantedOf } from "./wanted";

const form = document.querySelector<HTMLFormElement>("form.filters");
const found = document.querySelector<HTMLElement>(".found");
if (form && found) begin(form, found);

interface Entry {
  article: HTMLElement;
  situation: Situation;
}

interface Customer {
  card: HTMLElement;
  entries: Entry[];
}

function begin(form: HTMLFormElement, found: HTMLElement): void {
  const customers = [...document.querySelectorAll<HTMLElement>(".customers > li")].map(customerOf);
  const status = found.querySelector("p");
  const all = found.querySelector("button");
  const look = (wanted: Wanted) => {
    const count = show(customers, wanted);
    const total = customers.flatMap(({ entries }) => entries).length;
    if (status) status.textContent = foundText(count, total);
    if (all) all.hidden = count === total;
  };
  const restore = () => {
    const wanted = wantedOf(location.search);
    for (const field of FIELDS) control(form, field).value = wanted[field];
    look(read(form)); // a select has no value that it does not offer
  };
  form.addEventListener("input", () => {
    const wanted = read(form);
    history.replaceState(null, "", location.pathname + queryOf(wanted) + location.hash);
    look(wanted);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  all?.addEventListener("click", () => {
    history.replaceState(null, "", location.pathname);
    restore();
    control(form, "words").focus();
  });
  window.addEventListener("pageshow", restore); // after going back, a browser fills the form in by itself
  form.hidden = found.hidden = false;
  restore();
}

/** Show what is wanted and hide the rest; return how many situations are shown. */
function show(customers: Customer[], wanted: Wanted): number {
  let count = 0;
  for (const { card, entries } of customers) {
    for (const { article, situation } of entries) article.hidden = !fits(situation, wanted);
    const shown = entries.filter(({ article }) => !article.hidden).length;
    card.hidden = shown === 0;
    count += shown;
  }
  return count;
}

function customerOf(card: HTMLElement): Customer {
  const about = card.querySelector(".who-is")?.textContent ?? "";
  const articles = [...card.querySelectorAll<HTMLElement>("article")];
  return { card, entries: articles.map((article) => ({ article, situation: situationOf(article, about) })) };
}

function situationOf(article: HTMLElement, about: string): Situation {
  const { skills = "", industry = "", language = "", first = "" } = article.dataset;
  return { text: `${about} ${article.textContent}`, skills: skills.split(" "), industry, language, first };
}

function read(form: HTMLFormElement): Wanted {
  const wanted = { ...ANYTHING };
  for (const field of FIELDS) wanted[field] = control(form, field).value;
  return wanted;
}

function control(form: HTMLFormElement, field: string): HTMLInputElement | HTMLSelectElement {
  return form.elements.namedItem(field) as HTMLInputElement | HTMLSelectElement;
}
