// Draws the pictures of a page in the colours of its theme, and again when the reader changes that. A click on one that
// is shrunk to the page shows it in full.
(() => {
  const pictures = [...document.querySelectorAll("pre.mermaid")];
  const sources = pictures.map((picture) => picture.textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  function isDark() {
    const { theme = "os" } = root.dataset;
    return theme === "dark" || (theme === "os" && dark.matches);
  }

  async function draw() {
    mermaid.initialize({ startOnLoad: false, theme: isDark() ? "dark" : "neutral", securityLevel: "strict" });
    for (const [index, picture] of pictures.entries()) {
      const { svg } = await mermaid.render(`picture-${index}`, sources[index]);
      picture.innerHTML = svg;
      picture.dataset.drawn = "";
    }
  }

  for (const picture of pictures) picture.addEventListener("click", () => picture.toggleAttribute("data-full"));
  draw();
  dark.addEventListener("change", draw);
  new MutationObserver(draw).observe(root, { attributeFilter: ["data-theme"] });
})();
