/** One resource's creation or change. */
export interface Span {
  readonly stack: string;
  readonly address: string;
  /** Seconds since the first apply began. */
  readonly start: number;
  readonly end: number;
  /** Estimated seconds that it takes in Azure: the provider's own waits as they are, Azure's and the gates' unscaled. */
  readonly azureSeconds: number;
  /** Addresses in the same stack that it waited for. */
  readonly needs: readonly string[];
}

/** A span in its place, by the rehearsal's clock or by the estimated one. */
export interface Placed {
  readonly span: Span;
  readonly start: number;
  readonly end: number;
  /** Whether the end of the whole hangs on it. */
  readonly critical: boolean;
}

/** When what was applied, and what the length hangs on. */
export interface Timeline {
  /** As it was rehearsed. */
  readonly rehearsed: readonly Placed[];
  /** As it is estimated for Azure, with everything beginning as soon as what it needs is there. */
  readonly estimated: readonly Placed[];
}

/**
 * Finds the critical paths.
 * @param spans of all stacks, in the order in which they were applied
 */
export function timelineOf(spans: readonly Span[]): Timeline {
  const stacks = [...new Set(spans.map(({ stack }) => stack))];
  const rehearsed: Placed[] = [];
  const estimated: Placed[] = [];
  let offset = 0;
  for (const stack of stacks) {
    const own = spans.filter((span) => span.stack === stack);
    rehearsed.push(...markCritical(own.map((span) => ({ span, start: span.start, end: span.end }))));
    const placed = placeByNeeds(own, offset);
    estimated.push(...markCritical(placed));
    offset = Math.max(offset, ...placed.map(({ end }) => end));
  }
  return { rehearsed, estimated };
}

type Unmarked = Omit<Placed, "critical">;

/** Puts each span behind what it needs. */
function placeByNeeds(spans: readonly Span[], offset: number): Unmarked[] {
  const byAddress = new Map(spans.map((span) => [span.address, span]));
  const placed = new Map<string, Unmarked>();
  const place = (span: Span): Unmarked => {
    const known = placed.get(span.address);
    if (known) return known;
    // Set before its needs are placed, so that a ring in them ends.
    placed.set(span.address, { span, start: offset, end: offset + span.azureSeconds });
    const needs = span.needs.flatMap((address) => byAddress.get(address) ?? []).map(place);
    const start = Math.max(offset, ...needs.map(({ end }) => end));
    const result = { span, start, end: start + span.azureSeconds };
    placed.set(span.address, result);
    return result;
  };
  return spans.map(place);
}

/** Walks back from what ended last, each time to what was waited for longest. */
function markCritical(placed: readonly Unmarked[]): Placed[] {
  const byAddress = new Map(placed.map((one) => [one.span.address, one]));
  const critical = new Set<string>();
  let at = lastOf(placed);
  while (at && !critical.has(at.span.address)) {
    critical.add(at.span.address);
    at = lastOf(at.span.needs.flatMap((address) => byAddress.get(address) ?? []));
  }
  return placed.map((one) => ({ ...one, critical: critical.has(one.span.address) }));
}

function lastOf(placed: readonly Unmarked[]): Unmarked | undefined {
  return placed.reduce<Unmarked | undefined>((last, one) => (last && last.end >= one.end ? last : one), undefined);
}

/** When the last of the spans ends. */
export function lengthOf(placed: readonly Placed[]): number {
  return Math.max(0, ...placed.map(({ end }) => end));
}
