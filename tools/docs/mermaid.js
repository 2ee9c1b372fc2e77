// Draws the diagrams of a page.
const pictures = document.querySelectorAll("code.mermaid");
if (pictures.length > 0) {
  const script = document.createElement("script");
  script.src = `${document.documentElement.dataset.base}assets/mermaid.js`;
  script.onload = async () => {
    const { mermaid } = /** @type {any} */ (globalThis);
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "neutral" });
    for (const [index, picture] of pictures.entries()) {
      const { svg } = await mermaid.render(`picture-${index}`, picture.textContent);
      if (picture.parentElement) picture.parentElement.outerHTML = svg;
    }
  };
  document.head.append(script);
}
