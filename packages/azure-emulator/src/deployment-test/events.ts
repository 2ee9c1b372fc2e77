/** The steps of a stack's deployment test. */
export type Step =
  | "init"
  | "validate"
  | "plan"
  | "apply"
  | "second plan"
  | "live check"
  | "destroy"
  | "clean-up"
  | "posture";

/** Events of a deployment test. */
export type DeploymentTestEvent =
  /** Information at the start: versions, providers, the changes in the override file. */
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "step started"; readonly stack: string; readonly step: Step }
  | {
      readonly type: "step ended";
      readonly stack: string;
      readonly step: Step;
      readonly seconds: number;
      readonly failed: boolean;
      /** Result, such as `31 to add`. */
      readonly outcome?: string;
    }
  | {
      readonly type: "resource started";
      readonly stack: string;
      readonly address: string;
      readonly action: string;
    }
  | {
      readonly type: "resource ended";
      readonly stack: string;
      readonly address: string;
      readonly action: string;
      readonly seconds: number;
      readonly failed: boolean;
    }
  | { readonly type: "problem"; readonly problem: Problem };

/** Why a deployment test fails. */
export interface Problem {
  readonly stack: string;
  readonly step: Step;
  /** The resource's address, if the problem is about one resource. */
  readonly address?: string;
  readonly message: string;
}

/** Receives all events. */
export type Listener = (event: DeploymentTestEvent) => void;
