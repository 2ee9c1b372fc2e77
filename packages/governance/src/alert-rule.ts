import { type DiagnosticKind, LOG_TABLES, type LogSource, type LogTableName } from "@org/azure-catalog";

/** A question to Log Analytics that is asked again and again, and whose rows are a reason to notify somebody. */
export interface AlertRule {
  /** Short name, such as `quota-near`: lower-case letters, digits and dashes. */
  readonly name: string;
  /** What happened, in the subject of the e-mail. */
  readonly title: string;
  /** Why somebody has to know, and what to do. */
  readonly reason: string;
  /** Azure's severity, from 0 (critical) to 4 (verbose). */
  readonly severity: 0 | 1 | 2 | 3 | 4;
  /** KQL over `tables`. It notifies if it returns more than `threshold` rows. */
  readonly query: string;
  /** The tables that the query reads: those of the platform, or your own, whose names end in `_CL`. */
  readonly tables: readonly string[];
  /** How much time before now the query covers, an ISO 8601 duration: `PT1M` to `P2D`. */
  readonly window: string;
  /** How often it runs, an ISO 8601 duration: `PT1M` to `P1D`, for a state `PT6H`. The more often, the more it costs. */
  readonly frequency: string;
  /**
   * Number of rows that is still accepted.
   * @default 0
   */
  readonly threshold?: number | undefined;
  /**
   * Whether it is about a state that lasts, such as idle nodes: it notifies when the state begins and when it ends. An
   * event notifies each time.
   * @default false
   */
  readonly isState?: boolean | undefined;
}

/** What a Log Analytics workspace receives. */
export interface SentLogs {
  /** Kinds of resources whose diagnostic settings send to it. */
  readonly kinds: readonly DiagnosticKind[];
  /** Whether the activity log of the subscription is sent to it: `ActivityLogExport`. */
  readonly activityLog: boolean;
}

/** The tables of the catalog that something of `sent` fills. */
export function tablesFilledBy(sent: SentLogs): readonly LogTableName[] {
  const fills = (source: LogSource): boolean => {
    if (source === "activityLog") return sent.activityLog;
    return sent.kinds.includes("kind" in source ? source.kind : source.metricsOf);
  };
  return (Object.keys(LOG_TABLES) as LogTableName[]).filter((name) => LOG_TABLES[name].sources.some(fills));
}
