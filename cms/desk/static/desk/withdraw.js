// Of something merged, readers see no notice: they are sent on. The server checks the form all the same.
const form = document.querySelector("[data-desk-withdraw]");
const places = ["notice", "shown_in_articles"]
  .map((name) => form?.querySelector(`[data-desk-field="${name}"]`))
  .filter(Boolean);

function arrange() {
  const merged = form.querySelector("[name=reason][value=merged]");
  for (const place of places) place.hidden = Boolean(merged?.checked);
  const sent = form.querySelector("[data-desk-merged]");
  if (sent) sent.hidden = !merged?.checked;
}

if (form) {
  form.addEventListener("change", arrange);
  arrange();
}
