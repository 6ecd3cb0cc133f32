"use strict";
const controls = document.getElementById("controls");
const search = document.getElementById("search");
const boxes = [...controls.querySelectorAll("input[name=kind]")];
const articles = [...document.querySelectorAll("article")];
const count = document.getElementById("count");
const words = articles.map((article) => article.textContent.toLowerCase());

function filter() {
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const sought = search.value.trim().toLowerCase();
  let shown = 0;
  articles.forEach((article, index) => {
    const kinds = article.dataset.kinds.split(" ");
    article.hidden = !(kinds.some((kind) => wanted.has(kind)) && words[index].includes(sought));
    shown += article.hidden ? 0 : 1;
  });
  count.textContent = count.dataset.words.replace("%", shown).replace("%", articles.length);
}

function check(value) {
  boxes.forEach((box) => { box.checked = value; });
  filter();
}

function step(by) {
  const visible = articles.filter((article) => !article.hidden);
  const here = visible.indexOf(document.activeElement.closest("article"));
  const next = visible[Math.min(Math.max(here + by, 0), visible.length - 1)];
  if (next) next.focus();
}

controls.hidden = false;
controls.addEventListener("input", filter);
controls.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("all").addEventListener("click", () => check(true));
document.getElementById("no").addEventListener("click", () => check(false));
document.addEventListener("keydown", (event) => {
  if (event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
filter();
