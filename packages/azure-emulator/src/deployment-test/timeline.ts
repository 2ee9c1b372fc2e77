import { groupBy } from "@org/aml-synth-model";
import { withoutKeys } from "./address.js";

/** Creation or change of a resource, or a delay. */
export interface Span {
  readonly stack: string;
  readonly address: string;
  /** A delay is a `time_sleep`. */
  readonly kind: "resource" | "wait";
  /** Seconds since the deployment test began. */
  readonly start: number;
  readonly end: number;
  /** Seconds spent in Azure or in a delay, scaled by the speed. The rest is the provider's time. */
  readonly simulatedSeconds: number;
  /** Estimated seconds in Azure: the provider's time unchanged, Azure's time and delays unscaled. */
  readonly azureSeconds: number;
  /** The part of them that is Azure's or a delay's; the rest is the provider's. */
  readonly unscaledSeconds: number;
  /** Addresses in the same stack for which it waited, without instance keys. */
  readonly needs: readonly string[];
}

/** A span on the time axis, measured or estimated. */
export interface Placed {
  readonly span: Span;
  readonly start: number;
  readonly end: number;
  /** Whether it is on the critical path. */
  readonly critical: boolean;
}

/** Timeline of the apply, with its critical path. */
export interface Timeline {
  /** Measured; 0 is the start of the first resource. */
  readonly measured: readonly Placed[];
  /** Estimated for Azure, where everything starts as soon as its dependencies are complete. */
  readonly estimated: readonly Placed[];
}

/** The names of each stack's dependencies, by its name. */
export type StackNeeds = ReadonlyMap<string, readonly string[]>;

type Unmarked = Omit<Placed, "critical">;

/** Seconds of the estimated critical path, by who determines them. */
export interface PathShares {
  /** Operations of Azure. */
  readonly azure: number;
  /** Delays of the stacks, such as `time_sleep`. */
  readonly delays: number;
  /** The providers' own work and delays. */
  readonly providers: number;
}

/** The critical path as estimated for Azure, in order. */
export function criticalPath({ estimated }: Timeline): readonly Placed[] {
  return estimated.filter(({ critical }) => critical).sort((one, other) => one.start - other.start);
}

/** Whose the seconds of the critical path are. */
export function pathShares(timeline: Timeline): PathShares {
  const path = criticalPath(timeline).map(({ span }) => span);
  const sum = (spans: readonly Span[], seconds: (span: Span) => number) =>
    spans.reduce((total, span) => total + seconds(span), 0);
  const unscaled = (kind: Span["kind"]) =>
    sum(
      path.filter((span) => span.kind === kind),
      ({ unscaledSeconds }) => unscaledSeconds,
    );
  return {
    azure: unscaled("resource"),
    delays: unscaled("wait"),
    providers: sum(path, ({ azureSeconds, unscaledSeconds }) => azureSeconds - unscaledSeconds),
  };
}

/**
 * Finds the critical paths.
 * @param spans the spans of all stacks
 */
export function timelineOf(spans: readonly Span[], stackNeeds: StackNeeds): Timeline {
  const zero = Math.min(...spans.map(({ start }) => start));
  const measured = spans.map((span) => ({ span, start: span.start - zero, end: span.end - zero }));
  return {
    measured: markCritical(measured, stackNeeds),
    estimated: markCritical(estimate(spans, stackNeeds), stackNeeds),
  };
}

/** Places each stack after its dependencies, and each span after its dependencies in its stack. */
function estimate(spans: readonly Span[], stackNeeds: StackNeeds): Unmarked[] {
  const byStack = groupBy(spans, ({ stack }) => stack);
  const ends = new Map<string, number>();
  const placed: Unmarked[] = [];
  const place = (stack: string): number => {
    const known = ends.get(stack);
    if (known !== undefined) return known;
    const offset = Math.max(0, ...(stackNeeds.get(stack) ?? []).map(place));
    const own = placeByNeeds(byStack.get(stack) ?? [], offset);
    placed.push(...own);
    const end = Math.max(offset, ...own.map((one) => one.end));
    ends.set(stack, end);
    return end;
  };
  for (const stack of byStack.keys()) place(stack);
  return placed;
}

function placeByNeeds(spans: readonly Span[], offset: number): Unmarked[] {
  const instances = groupBy(spans, ({ address }) => withoutKeys(address));
  const placed = new Map<Span, Unmarked>();
  const place = (span: Span): Unmarked => {
    const known = placed.get(span);
    if (known) return known;
    // Set before its dependencies are placed, so that cycles end.
    placed.set(span, { span, start: offset, end: offset + span.azureSeconds });
    const needs = span.needs.flatMap((address) => instances.get(address) ?? []).map(place);
    const start = Math.max(offset, ...needs.map(({ end }) => end));
    const result = { span, start, end: start + span.azureSeconds };
    placed.set(span, result);
    return result;
  };
  return spans.map(place);
}

/** Follows the critical path backwards from the last end. */
function markCritical(placed: readonly Unmarked[], stackNeeds: StackNeeds): Placed[] {
  const instances = groupBy(placed, ({ span }) => `${span.stack} ${withoutKeys(span.address)}`);
  const critical = new Set<Unmarked>();
  const lastOfStacks = (stack: string): Unmarked | undefined => {
    const names = stackNeeds.get(stack) ?? [];
    return lastOf(placed.filter(({ span }) => names.includes(span.stack)));
  };
  let at = lastOf(placed);
  while (at && !critical.has(at)) {
    critical.add(at);
    const { stack, needs }: Span = at.span;
    at = lastOf(needs.flatMap((address) => instances.get(`${stack} ${address}`) ?? [])) ?? lastOfStacks(stack);
  }
  return placed.map((one) => ({ ...one, critical: critical.has(one) }));
}

function lastOf(placed: readonly Unmarked[]): Unmarked | undefined {
  return placed.reduce<Unmarked | undefined>((last, one) => (last && last.end >= one.end ? last : one), undefined);
}

/** End of the last span. */
export function lengthOf(placed: readonly Placed[]): number {
  return Math.max(0, ...placed.map(({ end }) => end));
}
