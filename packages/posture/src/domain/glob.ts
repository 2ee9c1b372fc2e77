/** A pattern in which `*` matches any text, and every other character matches itself. */
export function glob(text: string): RegExp {
  const escaped = text.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`);
}
