// Filters what the page holds; nothing is fetched, nothing leaves.
"use strict";
const findings = [...document.querySelectorAll("details.finding")];
const choices = [...document.querySelectorAll(".group button")];
const search = document.getElementById("search");
const shown = document.getElementById("shown");
const none = document.getElementById("none");
const chosen = new Map();

function fits(finding, without) {
  for (const [group, values] of chosen) {
    if (group !== without && values.size && !values.has(finding.dataset[group])) return false;
  }
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => finding.dataset.text.includes(word));
}

function update() {
  let count = 0;
  for (const finding of findings) {
    finding.hidden = !fits(finding);
    if (!finding.hidden) count += 1;
  }
  shown.textContent = count + " of " + findings.length;
  none.hidden = count > 0;
  // what a choice would show, were it made
  for (const choice of choices) {
    const { group, value } = choice.dataset;
    const left = findings.filter((finding) => finding.dataset[group] === value && fits(finding, group)).length;
    choice.querySelector("span:last-child").textContent = left;
    choice.setAttribute("aria-pressed", String(chosen.get(group)?.has(value) ?? false));
  }
}

for (const choice of choices) {
  choice.addEventListener("click", () => {
    const { group, value } = choice.dataset;
    if (!chosen.has(group)) chosen.set(group, new Set());
    const values = chosen.get(group);
    if (!values.delete(value)) values.add(value);
    update();
  });
}
search.addEventListener("input", update);
document.getElementById("reset").addEventListener("click", () => {
  chosen.clear();
  search.value = "";
  update();
});
document.getElementById("open").addEventListener("click", () => {
  const visible = findings.filter((finding) => !finding.hidden);
  const open = visible.some((finding) => !finding.open);
  for (const finding of visible) finding.open = open;
});
update();
