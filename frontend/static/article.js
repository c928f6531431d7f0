// What an article's page gains with script: approved comments, and a form to leave one.
"use strict";

const comments = document.getElementById("comments");
const list = comments.querySelector("[data-list]");
const status = comments.querySelector("[data-status]");
const more = comments.querySelector("[data-more]");
const form = comments.querySelector("[data-form]");
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
let next = comments.dataset.url;

function show(comment) {
  const item = document.createElement("li");
  const by = document.createElement("div");
  const when = document.createElement("time");
  const text = document.createElement("p");
  item.className = "comment";
  by.className = "comment-by";
  by.textContent = comment.name;
  when.dateTime = comment.submitted_at;
  when.textContent = day.format(new Date(comment.submitted_at));
  text.textContent = comment.text;
  by.append(when);
  item.append(by, text);
  list.append(item);
}

async function load() {
  try {
    const answer = await fetch(next, { credentials: "omit" });
    if (!answer.ok) throw new Error(answer.status);
    const page = await answer.json();
    page.results.forEach(show);
    next = page.next;
    list.hidden = list.children.length === 0;
    status.textContent = list.hidden ? comments.dataset.none : "";
    more.hidden = !next;
    comments.querySelector(".without-script").hidden = true;
  } catch {
    status.textContent = comments.dataset.loadFailed;
  }
}

function showErrors(errors) {
  for (const place of form.querySelectorAll("[data-error]")) {
    const error = errors.find(({ field }) => field === place.dataset.error);
    place.textContent = error ? error.detail : "";
    form.elements[place.dataset.error].setAttribute("aria-invalid", String(Boolean(error)));
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}

async function send(event) {
  event.preventDefault();
  const answerPlace = form.querySelector("[data-answer]");
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: form.elements.name.value, text: form.elements.text.value }),
    });
    const said = await answer.json();
    showErrors(said.errors || []);
    if (answer.ok) form.reset();
    answerPlace.textContent = answer.ok ? comments.dataset.sent : said.detail || comments.dataset.sendFailed;
    if (answer.ok) answerPlace.focus();
  } catch {
    answerPlace.textContent = comments.dataset.sendFailed;
  }
  button.disabled = false;
}

more.addEventListener("click", load);
if (form) {
  form.hidden = false;
  form.addEventListener("submit", send);
}
load();
