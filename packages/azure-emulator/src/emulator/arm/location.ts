/** A region as Azure compares it: `canadacentral` for `Canada Central`, empty for none. */
export function plainLocation(location: string | undefined): string {
  return (location ?? "").toLowerCase().replaceAll(" ", "");
}
