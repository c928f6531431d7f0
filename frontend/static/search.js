// The search page: Pagefind's index is read in the browser, and what is typed goes nowhere else.
const results = document.getElementById("results");
const list = results.querySelector("[data-list]");
const status = results.querySelector("[data-status]");
const input = document.getElementById("q");
document.getElementById("without-script").hidden = true;
const { bundle, states, base, home, searching, none, one, many, failed } = results.dataset;
const SHOWN = 20;

const options = { baseUrl: base, excerptLength: 28 };

// A large site has several indexes, the first of which is the one that the others are merged into.
const pagefind = import(bundle + "pagefind.js").then(async (module) => {
  await module.options(options);
  const parts = (await (await fetch(bundle + "parts.json")).json())[home] || 1;
  for (let part = 2; part <= parts; part += 1) await module.mergeIndex(`${bundle}${part}/`, options);
  return module;
});

// The index may be a moment behind; what was taken down is left out at once.
async function goneNow() {
  const answer = await fetch(states, { cache: "no-cache" });
  return new Set(answer.ok ? (await answer.json()).gone : []);
}

// An excerpt is escaped text with <mark> in it; it is taken apart, not parsed.
function excerpt(text) {
  const paragraph = document.createElement("p");
  text.split(/<\/?mark>/).forEach((piece, index) => {
    const plain = piece.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name]);
    if (index % 2 === 0) return paragraph.append(plain);
    const mark = document.createElement("mark");
    mark.textContent = plain;
    paragraph.append(mark);
  });
  return paragraph;
}

function show(found) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = found.url;
  link.textContent = found.meta.title;
  item.append(link, excerpt(found.excerpt));
  return item;
}

async function find(text) {
  const module = await pagefind;
  const [search, gone] = await Promise.all([module.debouncedSearch(text, {}, 200), goneNow()]);
  // Null: more was typed meanwhile, and that search will answer.
  if (search === null) return;
  const found = await Promise.all(search.results.slice(0, SHOWN).map((result) => result.data()));
  const live = found.filter(({ url }) => !gone.has(url));
  list.replaceChildren(...live.map(show));
  const left = search.results.length - (found.length - live.length);
  status.textContent = left === 0 ? none : left === 1 ? one : many.replace("{count}", left);
}

async function update() {
  const text = input.value.trim();
  history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname);
  if (!text) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  if (!list.children.length) status.textContent = searching;
  try {
    await find(text);
  } catch {
    status.textContent = failed;
  }
}

input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  update();
});
input.addEventListener("input", update);
input.value = new URLSearchParams(location.search).get("q") || "";
if (input.value) update();
