// How far the background has come, in every element that names a cascade; asked for until all have finished.
const address = document.currentScript.dataset.progress;
const PAUSE = 2000;

function show(element, progress) {
  // Only the end is read aloud, not every step.
  if (progress.finished) element.removeAttribute("aria-live");
  element.textContent = progress.text;
  const bar = element.parentElement.querySelector("progress");
  if (bar) {
    bar.max = progress.total;
    bar.value = progress.done;
  }
  if (progress.finished) delete element.dataset.deskProgress;
}

async function ask() {
  const waiting = [...document.querySelectorAll("[data-desk-progress]")];
  if (!waiting.length) return;
  const query = new URLSearchParams(waiting.map((element) => ["of", element.dataset.deskProgress]));
  try {
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const found = await answer.json();
      for (const element of waiting) {
        const progress = found[element.dataset.deskProgress];
        if (progress) show(element, progress);
        else delete element.dataset.deskProgress;
      }
    }
  } catch {
    // The hub may be restarting: ask again.
  }
  setTimeout(ask, PAUSE);
}

document.addEventListener("DOMContentLoaded", ask);
