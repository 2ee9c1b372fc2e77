/** A region in the form in which Azure compares it, such as `canadacentral` for `Canada Central`; empty for none. */
export function plainLocation(location: string | undefined): string {
  return (location ?? "").toLowerCase().replaceAll(" ", "");
}
