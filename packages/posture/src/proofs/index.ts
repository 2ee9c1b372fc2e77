import { BASTION_ONLY } from "./bastion-only.js";
import { EGRESS } from "./egress.js";
import { ISOLATION } from "./isolation.js";
import { ORDER } from "./order.js";
import type { Proof } from "./proof.js";
import { RESOLUTION } from "./resolution.js";

/** Every proof. */
export const PROOFS: readonly Proof[] = [ISOLATION, BASTION_ONLY, RESOLUTION, EGRESS, ORDER];
