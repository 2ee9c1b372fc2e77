/** The page's script: it filters tables, and opens all sections for printing. */
export const SCRIPT = `
"use strict";
for (const form of document.querySelectorAll("form.filter")) {
  const rows = [...document.querySelectorAll("#" + form.dataset.rows + " tbody tr")];
  const status = form.querySelector("output");
  const apply = () => {
    const values = new FormData(form);
    const words = String(values.get("q")).toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits =
        words.every((word) => row.textContent.toLowerCase().includes(word)) &&
        ["environment", "severity", "state"].every((key) => {
          const wanted = values.get(key);
          return !wanted || row.dataset[key].split(" ").includes(wanted);
        }) &&
        (!values.get("crossing") || row.classList.contains("crossing"));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    status.value = shown + " of " + rows.length;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const one of closed) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of closed) one.open = false;
});
const reveal = () => {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target?.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
`;
